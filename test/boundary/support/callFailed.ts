import type * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { fromStruct, type Properties } from "./structs";

/** A create or update that says: the resource is there, but not as it should be. The engine keeps it in the state. */
export interface PartialState {
  readonly id: string;
  /** As sent, so with `__provider`, without which the resource could never be deleted. */
  readonly properties: Properties;
  readonly reasons: readonly string[];
}

/** What the engine is told when a call to the provider throws. */
export class CallFailed extends Error {
  override readonly name = "CallFailed";
  /** The gRPC status; 2 (UNKNOWN) for an ordinary throw. */
  readonly code: number;
  readonly partial: PartialState | undefined;

  constructor(error: grpc.ServiceError) {
    super(error.details);
    this.code = error.code;
    this.partial = partialState(error);
  }
}

function partialState(error: grpc.ServiceError): PartialState | undefined {
  const [packed] = error.metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(packed)) return undefined;
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  const failed = detail?.unpack(ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
  if (!failed) return undefined;
  return { id: failed.getId(), properties: fromStruct(failed.getProperties()), reasons: failed.getReasonsList() };
}
