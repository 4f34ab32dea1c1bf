import type { Parameter, Schema } from "../openapi/operation";
import type { Control } from "./control";

/** Nothing is at this address. */
export class NotThere extends Error {
  override readonly name = "NotThere";
}

/** One request to the control interface, its body read. */
export interface ControlCall {
  readonly control: Control;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly showSecrets: boolean;
}

/** A route under `/_emulator`. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly summary: string;
  readonly query?: readonly Parameter[];
  /** The body of the request, by its name in the OpenAPI document; absent: there is none. The types of the package name no library, so it is a text here. */
  readonly takes?: string;
  /** The body of the answer; absent: 204. */
  readonly gives?: Schema;
  readonly run: (call: ControlCall) => unknown;
}
