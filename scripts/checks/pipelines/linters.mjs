import { readdirSync } from "node:fs";
import path from "node:path";
import { root } from "../../setup/paths.mjs";
import { run } from "../../setup/run.mjs";
import { goTool } from "./goTools.mjs";
import { operatorSchemas } from "./operatorSchemas.mjs";
import { pythonWithTools } from "./pythonTools.mjs";

const fleet = (...names) => names.map((name) => path.join("examples", "fleet", "pipelines", name));
const workflows = (folder) => readdirSync(path.join(root, folder)).map((name) => path.join(folder, name));

/**
 * What is held against what. `lint` comes to `{ code, output }`, with `lacking` where a part of it could not be had, and throws
 * Unavailable where all of it could not.
 */
export const LINTERS = [
  {
    name: "GitHub Actions",
    async lint(report) {
      const actionlint = await goTool("actionlint", report);
      // Our own and those that we hand out. Shell scripts are run by the tests, so a shellcheck that happens to be here does not decide.
      return run(
        actionlint,
        [
          "-no-color",
          "-shellcheck=",
          "-pyflakes=",
          ...workflows(".github/workflows"),
          ...workflows("pipelines/github"),
          ...fleet("github-actions.yml"),
        ],
        {
          cwd: root,
        },
      );
    },
  },
  { name: "Azure Pipelines", lint: (report) => bundledSchema("azure-pipelines", "pipelines/azure-devops/azure-pipelines.yml", report) },
  { name: "GitLab", lint: (report) => bundledSchema("gitlab-ci", "pipelines/gitlab/.gitlab-ci.yml", report) },
  {
    name: "Kubernetes operator",
    async lint(report) {
      const kubeconform = await goTool("kubeconform", report);
      const { folder, complete } = await operatorSchemas();
      const schemas = path.join(folder, "{{ .ResourceKind }}.json");
      const files = [...workflows("pipelines/kubernetes"), ...fleet("operator-account.yaml", "operator-stacks.yaml")];
      const result = await run(kubeconform, ["-strict", "-summary", "-schema-location", schemas, ...files], { cwd: root });
      return complete
        ? result
        : { ...result, lacking: "the operator's own definitions cannot be reached (OPERATOR_CRD=FILE names them), our extract was used" };
    },
  },
];

/** check-jsonschema brings the schemas that the makers publish. Those of Azure are written for regular expressions without `u`. */
async function bundledSchema(name, file, report) {
  const python = await pythonWithTools(report);
  const args = ["--builtin-schema", `vendor.${name}`, "--data-transform", name, "--regex-variant", "nonunicode", file];
  return run(python, ["-m", "check_jsonschema", "--color", "never", ...args], { cwd: root });
}
