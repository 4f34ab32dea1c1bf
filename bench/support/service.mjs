import { fork } from "node:child_process";
import path from "node:path";

/** Starts the emulator in a process of its own: `{ url, begin, forgetRequests, counts, submissions, stop }`. */
export async function startService() {
  const child = fork(path.join(import.meta.dirname, "service.cjs"));
  const waiting = new Map();
  let last = 0;
  child.on("message", ({ id, answer }) => waiting.get(id)?.(answer));
  child.on("exit", (code) => {
    for (const resolve of waiting.values()) resolve(Promise.reject(new Error(`the emulator ended with ${code}`)));
  });
  const answer = (id) => new Promise((resolve) => waiting.set(id, resolve)).finally(() => waiting.delete(id));
  const order = (name) => (args) => {
    last += 1;
    child.send({ id: last, order: name, args });
    return answer(last);
  };
  return {
    url: await answer(0),
    begin: order("begin"),
    forgetRequests: order("forgetRequests"),
    counts: order("counts"),
    submissions: order("submissions"),
    stop: () => child.disconnect(),
  };
}
