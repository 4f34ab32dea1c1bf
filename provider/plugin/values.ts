import type { JavaScriptValue, Struct as StructMessage } from "google-protobuf/google/protobuf/struct_pb";
import { type Bag, unknownValue } from "../qualification/arguments";
import { Struct } from "./wire";

/**
 * How Pulumi marks a value that is more than JSON: an object with this key (pulumi/pulumi `sdk/go/common/resource/sig/sig.go`). The engine sends
 * secrets to whoever accepts them, and may send the others.
 */
const signature = "4dabf18193072939515e22adb298388d";
const marks = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
} as const;

/** Texts that stand for a value that is not known yet, one for each kind of value (pulumi/pulumi `sdk/go/common/resource/plugin/rpc.go`). */
const unknownTexts: ReadonlySet<unknown> = new Set([
  unknownValue,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** A place in a bag: names of properties and numbers of a list. */
export type Place = readonly (string | number)[];

/** A bag as plain values, and where in it the secrets are. */
export interface Opened {
  readonly plain: Bag;
  /** The outermost places whose whole value is secret. */
  readonly secrets: readonly Place[];
}

/** Reads what the engine sent. Unknown values, of whatever kind, are `unknownValue`; a resource is its id. */
export function open(struct: StructMessage | undefined): Opened {
  const secrets: Place[] = [];
  const plain = openValue(struct?.toJavaScript() ?? {}, [], secrets);
  return { plain: isBag(plain) ? plain : {}, secrets };
}

function openValue(value: unknown, place: Place, secrets: Place[]): unknown {
  if (unknownTexts.has(value)) return unknownValue;
  if (Array.isArray(value)) return value.map((each, index) => openValue(each, [...place, index], secrets));
  if (!isBag(value)) return value;
  const mark = value[signature];
  if (mark === undefined) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, openValue(each, [...place, key], secrets)]));
  }
  if (mark === marks.resource) return openResource(value);
  const secret = mark === marks.secret || (mark === marks.output && value["secret"] === true);
  if (secret) secrets.push(place);
  // What is secret as a whole has no need of places inside it.
  if (mark === marks.secret) return openValue(value["value"], place, secret ? [] : secrets);
  if (mark === marks.output) return "value" in value ? openValue(value["value"], place, secret ? [] : secrets) : unknownValue;
  // Assets and archives: none of our arguments is one, and `check` says that it is no text.
  return Object.fromEntries(Object.entries(value));
}

/** A resource as a value: its id, unknown until it is made. A component has none, and is its URN. */
function openResource(value: Bag): unknown {
  const id = value["id"];
  if (id === undefined) return value["urn"];
  return id === "" || id === null || unknownTexts.has(id) ? unknownValue : openValue(id, [], []);
}

/** What the engine is answered with: the bag, with these places marked as secret. What is undefined is left out: it would make the whole answer fail. */
export function close(bag: Bag, secrets: readonly Place[] = []): StructMessage {
  const closed = secrets.reduce<unknown>((value, place) => markSecret(value, place), withoutUndefined(bag));
  return Struct.fromJavaScript(closed as Record<string, JavaScriptValue>);
}

/** Marks the value at a place, and leaves a bag as it is that has none there. */
function markSecret(value: unknown, [key, ...rest]: Place): unknown {
  // What is marked already is not marked once more.
  if (key === undefined) return isBag(value) && value[signature] !== undefined ? value : { [signature]: marks.secret, value };
  if (Array.isArray(value)) {
    return typeof key === "number" && key < value.length
      ? value.map((each, index) => (index === key ? markSecret(each, rest) : each))
      : value;
  }
  if (!isBag(value) || !Object.hasOwn(value, key)) return value;
  // Inside what is marked already there is nothing to add.
  if (value[signature] !== undefined) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, name === key ? markSecret(each, rest) : each]));
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutUndefined(each) ?? null);
  if (!isBag(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [key, withoutUndefined(each)]),
  );
}

/** The secret places that lie in these properties, and the properties themselves where they are always secret. */
export function secretsOf(opened: readonly Opened[], always: readonly string[] = []): readonly Place[] {
  return [...always.map((key) => [key]), ...opened.flatMap(({ secrets }) => secrets)];
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
