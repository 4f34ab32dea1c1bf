import type { BodyOf, ControlBodyName } from "../bodies/bodies";
import { readBody } from "../bodies/read";
import type { ControlCall, ControlRoute } from "./route";

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
