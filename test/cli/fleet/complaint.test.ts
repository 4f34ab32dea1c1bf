import { complaintIn } from "../../../cli/fleet/complaint";

/** As the Automation API words an error of the CLI that comes before the first event. */
const commandError = (complaint: string): string =>
  [
    "code: -2",
    " stdout: ",
    ` stderr: Command failed with exit code 1: pulumi up --yes`,
    complaint,
    "Updating (shard-3-of-3):",
    "",
    "Resources:",
    " err?: Error: Command failed",
    complaint,
    "",
  ].join("\n");

test("of a command that failed before it began, Pulumi's complaint is told and not its command", () => {
  expect(complaintIn(commandError("error: could not open the state:\n  disk full"))).toBe("could not open the state:\n  disk full");
  expect(complaintIn("anything else")).toBe("anything else");
  expect(complaintIn("")).toBe("");
});

test("a plugin that is missing is told with its version and with how it is installed", () => {
  const missing =
    "error: could not load provider: no resource plugin 'pulumi-resource-partnercenter' found in the workspace at version v0.2.0 or on your $PATH";
  expect(complaintIn(commandError(missing))).toBe(
    "The plugin serves this stack, and Pulumi does not find its version 0.2.0 here. Install it: npx partnercenter plugin install. Nothing was run.",
  );
});

test("a state that is cut off is told with the file that may take its place", () => {
  const cutOff = "error: 2 errors occurred:\n    1) place 1: unexpected end of JSON input";
  expect(complaintIn(commandError(cutOff))).toMatch(/as a full disk leaves it\..*STACK\.json\.bak/);
});
