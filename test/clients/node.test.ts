import { join } from "node:path";
import { describeClient } from "./support/suite";

const program = (file: string) => () => [process.execPath, join(__dirname, "support", file)];

describeClient({ name: "@azure/msal-node", command: program("msalNode.mjs"), place: "atItsOwnAddress" });

describeClient({
  name: "@azure/identity",
  command: program("identityNode.mjs"),
  place: "asMicrosoft",
  // It has no credential that takes a refresh token.
  without: ["refresh token", "a refresh token that is none"],
});
