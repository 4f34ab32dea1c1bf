import path from "node:path";
import { goTool as build } from "../../setup/goTool.mjs";
import { root } from "../../setup/paths.mjs";
import { SetupProblem } from "../../setup/problem.mjs";
import { Unavailable } from "./unavailable.mjs";

const module = path.join(root, "scripts", "pipelines");
const packages = {
  actionlint: "github.com/rhysd/actionlint/cmd/actionlint",
  kubeconform: "github.com/yannh/kubeconform/cmd/kubeconform",
};

/** The path of a tool that scripts/pipelines/go.mod pins. */
export async function goTool(name, report) {
  try {
    return await build({ module, program: packages[name], title: name }, report);
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    throw new Unavailable(error.message);
  }
}
