import { createRequire } from "node:module";

/**
 * What speaks gRPC. `@pulumi/pulumi` is the project's own, and gRPC and protobuf are the ones that it brings: they are looked up from there, since a package
 * manager need not make them visible to us. Only the messages of the protocol are loaded, never the SDK, which takes half a second. The bundle has
 * all of it inside (scripts/bundle).
 */
const here = createRequire(__filename);
const sdk = createRequire(here.resolve("@pulumi/pulumi/package.json"));

export const grpc = sdk("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
export const { ResourceProviderService } = here(
  "@pulumi/pulumi/proto/provider_grpc_pb",
) as typeof import("@pulumi/pulumi/proto/provider_grpc_pb");
export const messages = here("@pulumi/pulumi/proto/provider_pb") as typeof import("@pulumi/pulumi/proto/provider_pb");
export const { PluginInfo } = here("@pulumi/pulumi/proto/plugin_pb") as typeof import("@pulumi/pulumi/proto/plugin_pb");
export const { Status } = here("@pulumi/pulumi/proto/status_pb") as typeof import("@pulumi/pulumi/proto/status_pb");
export const { EngineClient } = here("@pulumi/pulumi/proto/engine_grpc_pb") as typeof import("@pulumi/pulumi/proto/engine_grpc_pb");
export const { LogRequest } = here("@pulumi/pulumi/proto/engine_pb") as typeof import("@pulumi/pulumi/proto/engine_pb");
export const { Empty } = sdk("google-protobuf/google/protobuf/empty_pb") as typeof import("google-protobuf/google/protobuf/empty_pb");
export const { Struct } = sdk("google-protobuf/google/protobuf/struct_pb") as typeof import("google-protobuf/google/protobuf/struct_pb");
export const { Any } = sdk("google-protobuf/google/protobuf/any_pb") as typeof import("google-protobuf/google/protobuf/any_pb");
