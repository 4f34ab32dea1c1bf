import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGTERM");
});

/**
 * Lets SIGINT and SIGTERM end this process by way of its exit handlers, which end the children and release locks: a
 * terminal's Ctrl-C reaches the children by itself, a signal to this process alone does not. Returns how to stop that.
 */
export function exitOnSignals() {
  const onInterrupt = () => process.exit(130);
  const onTerminate = () => process.exit(143);
  process.on("SIGINT", onInterrupt).on("SIGTERM", onTerminate);
  return () => process.off("SIGINT", onInterrupt).off("SIGTERM", onTerminate);
}

/**
 * Runs a program to its end and never throws: a program that cannot be started has code 127. `onLine` gets each line of
 * either stream as it comes. After `timeout` milliseconds the program is ended and `timedOut` is true.
 */
export function run(command, args, { cwd, env, onLine = () => {}, timeout } = {}) {
  return new Promise((resolve) => {
    const result = { code: 127, stdout: "", stderr: "", output: "", timedOut: false };
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    const done = (code) => {
      running.delete(child);
      stopWaiting.abort();
      resolve({ ...result, code });
    };
    const stopWaiting = new AbortController();
    if (timeout) {
      wait(timeout, undefined, { signal: stopWaiting.signal }).then(
        () => {
          result.timedOut = true;
          child.kill("SIGTERM");
        },
        () => {},
      );
    }
    for (const stream of ["stdout", "stderr"]) {
      let rest = "";
      child[stream].setEncoding("utf8").on("data", (text) => {
        result[stream] += text;
        result.output += text;
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) onLine(line);
      });
    }
    child.on("error", (error) => {
      result.output += error.message;
      done(127);
    });
    child.on("close", (code) => done(code ?? 1));
  });
}

/** Runs a program whose output people read as it comes, and answers its exit code. */
export function runInView(command, args, { cwd, env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: "inherit" });
    running.add(child);
    const done = (code) => {
      running.delete(child);
      resolve(code);
    };
    child.on("error", (error) => {
      console.error(error.message);
      done(127);
    });
    child.on("close", (code) => done(code ?? 1));
  });
}

/** Runs npm, also where it is a script that only a shell can start. */
export function npm(args, options = {}) {
  const env = withoutNpmContext(options.env ?? process.env);
  if (process.platform === "win32") return run(process.env.ComSpec ?? "cmd.exe", ["/d", "/s", "/c", "npm", ...args], { ...options, env });
  return run("npm", args, { ...options, env });
}

/** `npm run` tells its children about the package it runs for; an npm started for another folder must not believe that. */
function withoutNpmContext(env) {
  const foreign = /^npm_(package_|lifecycle_|config_local_prefix$|command$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

/** The end of what a failed program printed, for a message. */
export function tail(text, lines = 25) {
  return text.trimEnd().split("\n").slice(-lines).join("\n");
}
