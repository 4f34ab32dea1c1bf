import { spawn } from "node:child_process";
import path from "node:path";
import { root } from "../../boundary/support/linkedFolder";

/** TypeScript's own server, as an editor starts it. */
export interface Editor extends AsyncDisposable {
  /** Opens a file with this text, then asks; the answer's body. */
  ask(file: string, text: string, command: string, offset: number): Promise<unknown>;
}

export function startEditor(): Editor {
  const program = path.join(root, "node_modules", "typescript", "lib", "tsserver.js");
  const server = spawn(process.execPath, [program, "--disableAutomaticTypingAcquisition"], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = new Map<number, (body: unknown) => void>();
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  let rest = "";
  let count = 0;
  server.stdout.setEncoding("utf8").on("data", (data: string) => {
    const lines = (rest + data).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines.filter((each) => each.startsWith("{"))) {
      const message = JSON.parse(line) as { readonly type: string; readonly request_seq?: number; readonly body?: unknown };
      if (message.type === "response") waiting.get(message.request_seq ?? 0)?.(message.body);
    }
  });
  const send = (command: string, args: object): number => {
    server.stdin.write(`${JSON.stringify({ seq: ++count, type: "request", command, arguments: args })}\n`);
    return count;
  };
  return {
    ask(file, text, command, offset) {
      send("open", { file, fileContent: text });
      const before = text.slice(0, offset).split("\n");
      const sent = send(command, { file, line: before.length, offset: (before.at(-1)?.length ?? 0) + 1 });
      return new Promise((resolve) => waiting.set(sent, resolve));
    },
    async [Symbol.asyncDispose]() {
      server.kill();
      await ended;
    },
  };
}
