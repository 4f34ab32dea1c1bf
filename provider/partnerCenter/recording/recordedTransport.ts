import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import type { Diagnostics } from "../../diagnostics";
import type { HttpRequest, Outcome } from "../../http/outcome";
import type { Transport } from "../../http/transport";
import type { Clock } from "../../ports";
import { letterKey } from "./letterKey";
import { type Letters, lettersByKey } from "./letters";
import { NotRecorded, openRecording, type RecordingFile, signature } from "./recordingFile";
import { scrubOutcome, scrubRequest } from "./scrub";

/** What stands at the head of a session: one client of one process. */
export interface SessionFacts {
  /** Of this package. */
  readonly version: string;
  /** Absent for a command that signs in and nothing else. */
  readonly cloud?: string;
  readonly apiContract?: string;
}

export interface RecordingOptions {
  readonly clock: Clock;
  readonly report: Diagnostics["report"];
  readonly facts: SessionFacts;
  /** Where the key of the letters is kept. Default: a folder of the user's. */
  readonly keyFolder?: string;
}

/**
 * A transport that takes down each sending in a file that can be shared: one line of JSON each, scrubbed (`scrub.ts`), retries and sign-ins among them.
 * It never fails or changes a request. Where the file cannot be written, one warning says so, and nothing more is taken down.
 */
export function recordedTransport(transport: Transport, path: string, options: RecordingOptions): Transport {
  const { clock, report } = options;
  const file = resolve(path);
  let recorder: Recorder | "failed" | undefined;
  const take = (request: HttpRequest, outcome: Outcome, started: number): void => {
    if (recorder === "failed") return;
    try {
      if (recorder === undefined) {
        recorder = begin(file, started, options);
        report(
          "info",
          `The requests of this run are recorded in ${file} (PARTNERCENTER_RECORD): no id, name, domain, secret or time of anybody is in it.`,
        );
      }
      recorder.take(request, outcome, started, clock.now());
    } catch (error) {
      recorder = "failed";
      const why = error instanceof NotRecorded ? error.message : "an exchange could not be understood";
      report("warning", `The requests of this run are not recorded in ${file} (PARTNERCENTER_RECORD): ${why}. The run goes on without.`);
    }
  };
  return {
    async send(request, signal) {
      const started = clock.now();
      const outcome = await transport.send(request, signal);
      take(request, outcome, started);
      return outcome;
    },
  };
}

interface Recorder {
  take(request: HttpRequest, outcome: Outcome, started: number, ended: number): void;
}

function begin(path: string, first: number, { facts, keyFolder }: RecordingOptions): Recorder {
  const file: RecordingFile = openRecording(path);
  const letters: Letters = lettersByKey(letterKey(path, keyFolder));
  const session = lettersByKey(randomBytes(32))("session");
  const head = {
    session,
    /** The same in two sessions: the same letters stand for the same thing. */
    letters: letters("letters"),
    day: new Date(first).toISOString().slice(0, 10),
    ...facts,
    node: process.versions.node,
    platform: process.platform,
  };
  file.append(`${signature}${JSON.stringify(head).slice(1)}`);
  return {
    take(request, outcome, started, ended) {
      file.append(
        JSON.stringify({
          session,
          // Milliseconds since the first sending of the session, and how long this one took. The clock may jump.
          at: Math.max(0, Math.round(started - first)),
          ms: Math.max(0, Math.round(ended - started)),
          request: scrubRequest(request, letters, ended),
          answer: scrubOutcome(outcome, letters, ended),
        }),
      );
    },
  };
}
