import { complaintIn, lockHolders } from "../../../cli/fleet/runFleet";

test("who holds a lock is read from Pulumi's message", () => {
  const message = [
    "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
    "  file:///state/.pulumi/locks/organization/fleet/shard-2-of-3/4b0d.json: created by ada@host-1 (pid 417) at 2026-11-21T04:17:00Z",
  ].join("\n");
  expect(lockHolders(message)).toEqual(["ada@host-1 (pid 417) since 2026-11-21T04:17:00Z"]);
});

test("Pulumi Cloud names nobody", () => {
  expect(lockHolders("error: [409] Conflict: Another update is currently in progress.")).toEqual([]);
});

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
