import http from "node:http";
import https from "node:https";
import type { AxiosAdapter, AxiosInstance, AxiosStatic } from "axios";
import type { Clock } from "../ports";
import { limits } from "./limits";
import { classify, type Failure, type HttpRequest, type Outcome } from "./outcome";
import { proxyFor } from "./proxy";

/** What answers a request. The one seam for a simulation: axios' own adapter type. */
export type Adapter = AxiosAdapter;

/** Sends one request, once. Never rejects: what became of it is data. */
export interface Transport {
  send(request: HttpRequest, signal?: AbortSignal): Promise<Outcome>;
}

/**
 * The only place that knows axios, which is loaded by the first request. Connections are kept alive; redirects are not followed;
 * the usual proxy variables (`HTTPS_PROXY`, `NO_PROXY` …) are honoured, but never for this machine itself; an answer is cut off
 * when it is too large (counted after decompression) or too slow.
 */
export function createTransport(clock: Clock, adapter?: Adapter): Transport {
  let client: AxiosInstance | undefined;
  return {
    async send(request, signal) {
      client ??= createClient(adapter);
      return sendOnce(client, clock, request, signal);
    },
  };
}

function createClient(adapter: Adapter | undefined): AxiosInstance {
  const axios: AxiosStatic = require("axios");
  return axios.create({
    adapter: adapter ?? "http",
    httpAgent: new http.Agent({ keepAlive: true }),
    httpsAgent: new https.Agent({ keepAlive: true }),
    // A stream, so that size and speed are judged here, and the status is known even where the body is lost.
    responseType: "stream",
    maxRedirects: 0,
    validateStatus: () => true,
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
  });
}

async function sendOnce(client: AxiosInstance, clock: Clock, request: HttpRequest, signal: AbortSignal | undefined): Promise<Outcome> {
  if (signal?.aborted) return { kind: "aborted" };
  const proxy = proxyFor(request.url, process.env);
  if (proxy && "problem" in proxy) return { kind: "notSent", why: "proxy", ...proxy };
  const progress: { status?: number; cut?: Outcome } = {};
  const controller = new AbortController();
  const cutOff = (outcome: Outcome): void => {
    progress.cut ??= outcome;
    controller.abort();
  };
  const timedOut = (limit: number): void => cutOff({ kind: "timedOut", limit, ...known(progress.status) });
  const cancelFirstByte = clock.timer(limits.firstByte, () => timedOut(limits.firstByte));
  const cancelRequest = clock.timer(limits.request, () => timedOut(limits.request));
  const abort = (): void => cutOff({ kind: "aborted" });
  signal?.addEventListener("abort", abort, { once: true });
  // An adapter that pays no attention to the signal must not keep us waiting.
  const cut = new Promise<never>((_, reject) => {
    controller.signal.addEventListener("abort", () => reject(new Error("cut off")), { once: true });
  });
  cut.catch(() => {});
  try {
    const response = await Promise.race([
      client.request({
        method: request.method,
        url: request.url,
        headers: { ...request.headers },
        ...(request.body === undefined ? {} : { data: request.body }),
        proxy,
        signal: controller.signal,
      }),
      cut,
    ]);
    progress.status = response.status;
    cancelFirstByte();
    const body = await Promise.race([readAll(response.data, controller.signal), cut]);
    if (body === "too large") return { kind: "unreadable", why: "too large", status: response.status };
    return { kind: "answered", status: response.status, reason: response.statusText ?? "", headers: plain(response.headers), body };
  } catch (error) {
    return progress.cut ?? classify({ ...factsOf(error), ...known(progress.status) });
  } finally {
    cancelFirstByte();
    cancelRequest();
    signal?.removeEventListener("abort", abort);
  }
}

async function readAll(data: unknown, signal: AbortSignal): Promise<Uint8Array | "too large"> {
  if (typeof data === "string" || data instanceof Uint8Array) {
    const bytes = Buffer.from(data as Uint8Array);
    return bytes.length > limits.answerBytes ? "too large" : bytes;
  }
  if (!isReadable(data)) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  signal.addEventListener("abort", () => data.destroy(), { once: true });
  for await (const chunk of data) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > limits.answerBytes) {
      data.destroy();
      return "too large";
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function isReadable(data: unknown): data is AsyncIterable<unknown> & { destroy(): void } {
  return typeof data === "object" && data !== null && Symbol.asyncIterator in data && "destroy" in data;
}

function plain(headers: object): Record<string, string> {
  const entries = Object.entries(headers).filter(([, value]) => typeof value === "string" || typeof value === "number");
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** Takes the few facts that we use out of whatever was thrown; the rest may hold a token (axios keeps the whole request). */
function factsOf(error: unknown): Failure {
  const layers = layersOf(error);
  const text = (name: string, shape: RegExp): string | undefined => {
    for (const layer of layers) {
      const value: unknown = Reflect.get(layer, name);
      if (typeof value === "string" && shape.test(value)) return value;
    }
    return undefined;
  };
  const syscall = text("syscall", /^[a-z]{1,20}$/);
  const address = text("address", /^[\da-f.:]{2,45}$/i);
  const port = layers.map((layer) => Reflect.get(layer, "port") as unknown).find((value) => typeof value === "number");
  return {
    code: text("code", /^[A-Z][A-Z0-9_]{2,60}$/) ?? "unknown",
    ...(syscall === undefined ? {} : { syscall }),
    ...(address === undefined ? {} : { address: port === undefined ? address : `${address}:${port}` }),
  };
}

/** Node's own error first: axios wraps it as `cause`, and a failure of several addresses holds one error for each. */
function layersOf(error: unknown, depth = 0): readonly object[] {
  if (typeof error !== "object" || error === null || depth > 4) return [];
  const { cause, errors } = error as { cause?: unknown; errors?: unknown };
  const inner: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return [...layersOf(inner, depth + 1), ...layersOf(cause, depth + 1), error];
}

function known(status: number | undefined): { status?: number } {
  return status === undefined ? {} : { status };
}
