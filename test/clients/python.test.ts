import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describeClient } from "./support/suite";

/** Makes the environment, where there is none yet. */
const found = JSON.parse(
  execFileSync(process.execPath, [join(__dirname, "..", "..", "scripts", "setup", "pythonEnvironment.mjs"), "clients"], {
    encoding: "utf8",
  }),
) as { readonly python?: string; readonly problem?: string; readonly isFailure?: boolean };

const { python, problem = "", isFailure = false } = found;
const program = (client: string) => () => [python ?? "", join(__dirname, "support", "python.py"), client];

/** Its words for a tenant without metadata, at Microsoft too: of the answer it tells nothing. */
const unknownTenant = "double check your tenant name or GUID is correct";

if (python === undefined) {
  // `npm test` says it in its table too. On a CI service that has Python, it fails: nobody reads there what a green run has left out.
  test(`MSAL and azure-identity for Python were not run: ${problem}`, () => {
    if (isFailure) throw new Error(problem);
  });
} else {
  describeClient({ name: "MSAL for Python", command: program("msal"), place: "atItsOwnAddress", unknownTenant });
  describeClient({ name: "MSAL for Python", command: program("msal"), place: "asMicrosoft", unknownTenant });
  describeClient({
    name: "azure-identity for Python",
    command: program("identity"),
    place: "asMicrosoft",
    unknownTenant,
    // It has no credential that takes a refresh token.
    without: ["refresh token", "a refresh token that is none"],
  });
}
