import { readFileSync, statSync } from "node:fs";
import { validateHeaderName, validateHeaderValue } from "node:http";
import { errorText } from "../errorText";
import { compact, InvalidInput, optional, readChoice, readCount, readObject, readText } from "../state/input";
import { fillName } from "./placeholders";

/** A body as a recording tells it: shapes and letters. */
export type RecordedBody =
  | { readonly json: unknown }
  | { readonly form: Readonly<Record<string, string>> }
  /** A page, of at most so many characters. */
  | { readonly html: number }
  | { readonly text: string };

export const endings = ["answered", "timedOut", "dropped", "unreadable", "notSent", "aborted"] as const;

export interface RecordedAnswer {
  readonly outcome: (typeof endings)[number];
  /** Present where it was answered, and where at least the status line came. */
  readonly status?: number;
  readonly reason?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bom: boolean;
  readonly body?: RecordedBody;
  readonly why?: string;
}

/** One sending, as PARTNERCENTER_RECORD took it down. */
export interface Exchange {
  /** In the file, from 1. */
  readonly line: number;
  /** In two sessions of the same scope, the same letters stand for the same thing. */
  readonly scope: string;
  readonly method: string;
  /** With letters in place of ids. */
  readonly path: string;
  /** Those of the request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: RecordedAnswer;
}

/** The number in the first line: another release may write another. */
const version = 1;
/** Twice what the provider writes. */
const largest = 64 * 1024 * 1024;

/**
 * Reads a recording that PARTNERCENTER_RECORD made.
 *
 * @throws InvalidInput naming the file and the first line that cannot be used, and why.
 */
export function readRecordingFile(path: string): readonly Exchange[] {
  let text: string;
  try {
    if (statSync(path).size > largest) throw new Error(`it is larger than ${largest / 1024 / 1024} MiB`);
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new InvalidInput(`The recording ${path} cannot be read: ${errorText(error)}`);
  }
  try {
    return readRecording(text);
  } catch (error) {
    if (error instanceof InvalidInput) throw new InvalidInput(`The recording ${path} cannot be played: ${error.message}`);
    throw error;
  }
}

/** The same for a text. @throws InvalidInput naming the line. */
export function readRecording(text: string): readonly Exchange[] {
  const scopes = new Map<string, string>();
  const exchanges: Exchange[] = [];
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (!lines[0]?.startsWith('{"partnercenterRecording":'))
    throw new InvalidInput("line 1: it does not begin as a recording of PARTNERCENTER_RECORD does.");
  for (const [index, line] of lines.entries()) {
    if (line === "" && index === lines.length - 1) break;
    try {
      const read = readLine(line, index + 1, scopes);
      if (read !== undefined) exchanges.push(read);
    } catch (error) {
      if (error instanceof InvalidInput) throw new InvalidInput(`line ${index + 1}: ${error.message}`);
      throw error;
    }
  }
  if (exchanges.length === 0) throw new InvalidInput(`line ${lines.length}: it ends before the first exchange.`);
  return exchanges;
}

/** An exchange, or undefined for the head of a session, which becomes known. */
function readLine(line: string, number: number, scopes: Map<string, string>): Exchange | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new InvalidInput("it is not whole, or was changed: it is no JSON. Without this line the rest can be played.");
  }
  if (typeof json === "object" && json !== null && "partnercenterRecording" in json) {
    const { partnercenterRecording, session, letters } = json as Readonly<Record<string, unknown>>;
    if (partnercenterRecording !== version)
      throw new InvalidInput("it was made by another release of pulumi-partnercenter: play it with that one.");
    scopes.set(readText(session, "session"), readText(letters, "letters"));
    return undefined;
  }
  const { session, request, answer } = readObject(json, "The line", ["session", "at", "ms", "request", "answer"]);
  const scope = scopes.get(readText(session, "session"));
  if (scope === undefined) throw new InvalidInput("the line that begins its session is missing before it.");
  const { method, path, headers } = readObject(request, "request", ["method", "host", "path", "query", "headers", "body"]);
  return {
    line: number,
    scope,
    method: readText(method, "request.method"),
    path: readPath(path),
    headers: readTexts(headers ?? {}, "request.headers"),
    answer: readAnswer(answer),
  };
}

function readPath(value: unknown): string {
  const path = readText(value, "request.path");
  if (!path.startsWith("/")) throw new InvalidInput("request.path must begin with a slash.");
  return path;
}

function readAnswer(value: unknown): RecordedAnswer {
  const { outcome, status, reason, headers, bom, body, why } = readObject(value, "answer", [
    ...["outcome", "status", "reason", "headers", "bom", "body", "why", "code"],
  ]);
  const ending = readChoice(outcome, "answer.outcome", endings);
  const read = compact<RecordedAnswer>({
    outcome: ending,
    status: ending === "answered" ? readStatus(status, "answer.status") : optional(status, "answer.status", readStatus),
    reason: optional(reason, "answer.reason", readReason),
    headers: readHeaders(headers ?? {}, "answer.headers"),
    bom: bom === true,
    body: optional(body, "answer.body", readBody),
    why: optional(why, "answer.why", readText),
  });
  return read;
}

function readStatus(value: unknown, where: string): number {
  const status = readCount(value, where);
  if (status < 200 || status > 599) throw new InvalidInput(`${where} must be a number from 200 to 599.`);
  return status;
}

function readBody(value: unknown, where: string): RecordedBody {
  const body = readObject(value, where, ["json", "form", "html", "text"]);
  if ("json" in body) return { json: body["json"] };
  if ("html" in body) return { html: readCount(body["html"], `${where}.html`) };
  if ("text" in body) return { text: readText(body["text"], `${where}.text`) };
  return { form: readTexts(body["form"], `${where}.form`) };
}

/** Those that Node would refuse to send would end the emulator's answer only when it is asked for. */
function readHeaders(value: unknown, where: string): Readonly<Record<string, string>> {
  const headers = readTexts(value, where);
  for (const [name, text] of Object.entries(headers)) {
    try {
      validateHeaderName(fillName(name));
      validateHeaderValue(name, text);
    } catch {
      throw new InvalidInput(`${where}.${name} cannot be sent.`);
    }
  }
  return headers;
}

function readReason(value: unknown, where: string): string {
  const reason = readText(value, where);
  readHeaders({ reason }, "answer");
  return reason;
}

function readTexts(value: unknown, where: string): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new InvalidInput(`${where} must be an object.`);
  const stray = Object.entries(value).find(([, text]) => typeof text !== "string");
  if (stray !== undefined) throw new InvalidInput(`${where}.${stray[0]} must be a text.`);
  return value as Readonly<Record<string, string>>;
}
