import type { Metadata, ServiceError } from "@grpc/grpc-js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Any, grpc, messages, Status } from "./wire";

/** What a call ends with where the resource is there, but not as it should be. The engine keeps it in the state. */
export class ResourceIsPartial extends Error {
  override readonly name = "ResourceIsPartial";
  readonly metadata: Metadata;

  constructor(error: Error, id: string, properties: Struct, refreshBeforeUpdate: boolean) {
    super(error.message);
    const detail = new messages.ErrorResourceInitFailed()
      .setId(id)
      .setProperties(properties)
      .setReasonsList([error.message])
      .setRefreshBeforeUpdate(refreshBeforeUpdate);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status().setCode(grpc.status.UNKNOWN).setMessage(error.message);
    status.addDetails(packed);
    this.metadata = new grpc.Metadata();
    // Where gRPC keeps the details of an error (https://grpc.io/docs/guides/error/#richer-error-model).
    this.metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  }
}

/** An error as gRPC sends it. The texts are whole, and ours (`Runtime.operation`). */
export function asStatus(error: unknown): Partial<ServiceError> {
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: grpc.status.UNKNOWN,
    details: text,
    ...(error instanceof ResourceIsPartial ? { metadata: error.metadata } : {}),
  };
}
