import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** What travels between Pulumi's engine and a provider: JSON, with numbers, texts, lists and maps. */
export type Properties = Record<string, unknown>;

/** Properties that are undefined are left out, as Pulumi's own SDK leaves them out. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}

export function fromStruct(struct: Struct | undefined): Properties {
  return (struct?.toJavaScript() ?? {}) as Properties;
}
