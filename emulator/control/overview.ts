import type { Customer, ValidationCode } from "../customers/model";
import type { ActiveFault } from "../http/faults";
import type { ReceivedRequest } from "../http/requestLog";
import { stepText } from "../scenario/text";
import { readCount } from "../state/input";
import type { ClockState } from "../time/clock";
import { maskCode, maskRequest } from "./mask";
import type { ControlCall } from "./route";

/** Everything that the page shows, in one answer: it asks once a second. */
export interface Overview {
  readonly clock: ClockState;
  /** Those that fit the search, `limit` at most. */
  readonly customers: readonly Customer[];
  /** How many fit, and how many there are. */
  readonly found: number;
  readonly total: number;
  /** Those after the asked id, the newest `limit`. */
  readonly requests: readonly ReceivedRequest[];
  /** The id of the oldest request that is not forgotten; 0 if there is none. */
  readonly oldest: number;
  readonly faults: readonly ActiveFault[];
  /** The scenario that is played, as text. */
  readonly scenario: string;
  readonly validationCodes: readonly ValidationCode[];
}

export function overviewOf({ control, query }: ControlCall): Overview {
  const number = (name: string, otherwise: number): number => readCount(Number(query.get(name) ?? otherwise), name);
  const limit = number("limit", 100);
  const { customers, found, total } = control.findCustomers(query.get("search") ?? "", limit);
  const requests = control.requests();
  const after = number("after", 0);
  const asked = limit === 0 ? [] : requests.filter(({ id }) => id > after).slice(-limit);
  return {
    clock: control.clock(),
    customers,
    found,
    total,
    requests: asked.map(maskRequest),
    oldest: requests[0]?.id ?? 0,
    faults: control.faults(),
    scenario: control.scenario().map(stepText).join("\n"),
    validationCodes: query.get("codes") === "show" ? control.validationCodes() : control.validationCodes().map(maskCode),
  };
}
