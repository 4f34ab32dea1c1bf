// OpenTofu with the generic REST provider `magodo/restful`: what people have who do not use Pulumi. It takes part where `BENCH_TOFU` names the program.
// `tofu init` has to find the provider: at a registry, or in a mirror that `TF_CLI_CONFIG_FILE` names.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import tofu from "./tofuProgram.cjs";

/** By the names of Pulumi's operations. Nothing is destroyed: Partner Center has no way to remove a qualification, and this provider would send a DELETE. */
const tofuOperations = {
  up: ["apply", "-auto-approve"],
  "no-op preview": ["plan", "-refresh=false"],
  "preview with refresh": ["plan"],
  refresh: ["apply", "-refresh-only", "-auto-approve"],
};

/** Makes the folder ready. Answers how an operation is run there, and where the state is. */
export async function openTofu({ contestant, at, service, customers, signIn }) {
  writeFileSync(at("main.tf"), tofu.tofuProgram(customers, service.url));
  const { HOME, PATH, TF_CLI_CONFIG_FILE } = process.env;
  const env = { HOME, PATH, TF_CLI_CONFIG_FILE, TF_IN_AUTOMATION: "1", TF_VAR_token: await signIn() };
  const options = { cwd: at(), env };
  try {
    execFileSync(contestant.program, ["init", "-input=false", "-no-color"], { ...options, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    throw new Error(`BENCH_TOFU: \`tofu init\` failed. Does it find magodo/restful?\n${error.stderr ?? error.message}`);
  }
  return {
    program: contestant.program,
    options,
    argumentsOf: (operation) => tofuOperations[operation] && [...tofuOperations[operation], "-input=false", "-no-color"],
    state() {
      const { resources = [] } = JSON.parse(readFileSync(at("terraform.tfstate"), "utf8"));
      return { bytes: statSync(at("terraform.tfstate")).size, resources: resources.length, stubBytes: 0 };
    },
  };
}
