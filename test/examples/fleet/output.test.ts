import { EventEmitter } from "node:events";
import { whenUnread } from "../../../examples/fleet/output";

test("a stream whose reader has gone aborts, however often it says so, and nothing is thrown", () => {
  const [stdout, stderr] = [new EventEmitter(), new EventEmitter()];
  const unread = whenUnread([stdout, stderr]);
  expect(unread.aborted).toBe(false);
  for (let writes = 0; writes < 3; writes++) stderr.emit("error", new Error("write EPIPE"));
  stdout.emit("error", new Error("write EPIPE"));
  expect(unread.aborted).toBe(true);
});
