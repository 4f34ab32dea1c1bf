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

/** A route under `/_emulator`; `undefined` is answered 204. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly summary: string;
  readonly run: (call: ControlCall) => unknown;
}
