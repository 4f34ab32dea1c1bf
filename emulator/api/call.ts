import type { CustomerRecord } from "../customers/store";
import type { IncomingRequest } from "../http/message";
import type { World } from "../world";
import type { Caller } from "./bearer";

/** One call of the API, after its bearer token was accepted. */
export interface Call {
  readonly world: World;
  readonly request: IncomingRequest;
  readonly caller: Caller;
  /** As sent, or made here. */
  readonly requestId: string;
  readonly correlationId: string;
}

/** A call about a customer whom the caller may see. */
export interface CustomerCall extends Call {
  readonly customer: CustomerRecord;
}
