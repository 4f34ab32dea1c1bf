import { lockHolders } from "../../../cli/fleet/runFleet";

test("who holds a lock is read from Pulumi's message", () => {
  const message = [
    "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
    "  file:///state/.pulumi/locks/organization/fleet/shard-2-of-3/4b0d.json: created by ada@host-1 (pid 417) at 2026-11-21T04:17:00Z",
  ].join("\n");
  expect(lockHolders(`${message}\n${message}`)).toEqual(["ada@host-1 (pid 417) since 2026-11-21T04:17:00Z"]);
});

test("Pulumi Cloud names nobody", () => {
  expect(lockHolders("error: [409] Conflict: Another update is currently in progress.")).toEqual([]);
});
