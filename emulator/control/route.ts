import type { BodyOf, ControlBodyName } from "../bodies/bodies";
import { readBody } from "../bodies/read";
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
  /** The body of the request; absent: there is none. */
  readonly takes?: ControlBodyName | "Assumptions";
  /** The body of the answer; absent: 204. */
  readonly gives?: Schema;
  readonly run: (call: ControlCall) => unknown;
}

/**
 * What a route takes, and what it does with it once it is read. `whole` names the body in errors. Nothing is as an object without fields.
 */
export function takes<N extends ControlBodyName>(
  name: N,
  run: (call: ControlCall, body: BodyOf<N>) => unknown,
  whole = "The body",
  before: (call: ControlCall) => void = () => undefined,
): Pick<ControlRoute, "takes" | "run"> {
  const fields = whole === "The body" ? "" : `${whole}.`;
  return {
    takes: name,
    run: (call) => {
      before(call);
      return run(call, readBody(name, call.body ?? {}, whole, fields));
    },
  };
}
