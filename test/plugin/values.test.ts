import fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { close, open, type Place } from "../../provider/plugin/values";

/** The marks of Pulumi's wire format, written out here: a test that took them from the code would agree with anything. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = (value: unknown) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });
const output = (fields: object) => ({ [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...fields });
const resource = (fields: object) => ({ [signature]: "5cf8f73096256a8f31e491e813e4eb8e", ...fields });
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Json = Parameters<typeof Struct.fromJavaScript>[0];
const sent = (bag: object) => open(Struct.fromJavaScript(bag as Json));

const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== "__proto__" && text !== signature);
const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  // JSON, with which it is compared, knows no -0.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  fc.constant(null),
  fc.constant(UNKNOWN),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const bag = fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true });

/** Every place in a value, with the value there. */
function places(at: unknown, place: Place = []): Place[] {
  const inside = Array.isArray(at) ? at.entries() : typeof at === "object" && at !== null ? Object.entries(at) : [];
  return [...(place.length > 0 ? [place] : []), ...[...inside].flatMap(([name, each]) => places(each, [...place, name]))];
}

/** The outermost of these places, in the order in which they stand. */
function outermost(all: readonly Place[], chosen: readonly Place[]): Place[] {
  const inside = (place: Place, other: Place) => other.length < place.length && other.every((part, index) => part === place[index]);
  return all.filter((place) => chosen.includes(place) && !chosen.some((other) => inside(place, other)));
}

test("what is closed with secrets at any places opens as the same values, with the outermost of these places", () => {
  const withPlaces = bag.chain((plain) => {
    const all = places(plain);
    return fc.record({ plain: fc.constant(plain), all: fc.constant(all), chosen: fc.subarray(all) });
  });
  fc.assert(
    fc.property(withPlaces, ({ plain, all, chosen }) => {
      const wanted = outermost(all, chosen);
      const opened = open(Struct.deserializeBinary(close(plain, wanted).serializeBinary()));
      expect(opened.plain).toEqual(JSON.parse(JSON.stringify(plain)));
      expect(opened.secrets.map(String).sort()).toEqual(wanted.map(String).sort());
    }),
    { numRuns: 500 },
  );
});

test("marks of secrets inside secrets add nothing", () => {
  expect(sent({ a: secret({ b: secret("x") }) })).toEqual({ plain: { a: { b: "x" } }, secrets: [["a"]] });
  expect(close({ a: { b: "x" } }, [["a"], ["a", "b"]]).toJavaScript()).toEqual({ a: secret({ b: "x" }) });
});

test("each kind of unknown value is the one that the life cycle knows", () => {
  const all = [
    UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  ];
  expect(sent({ all }).plain).toEqual({ all: all.map(() => UNKNOWN) });
});

test("an output is its value, unknown without one, and secret where it says so", () => {
  expect(sent({ known: output({ value: "x" }), later: output({}), hidden: output({ value: secret("y"), secret: true }) })).toEqual({
    plain: { known: "x", later: UNKNOWN, hidden: "y" },
    secrets: [["hidden"]],
  });
});

test("a resource is its id, unknown until it is made; a component is its URN", () => {
  expect(
    sent({ made: resource({ urn: "u", id: "i" }), later: resource({ urn: "u", id: "" }), component: resource({ urn: "u" }) }).plain,
  ).toEqual({
    made: "i",
    later: UNKNOWN,
    component: "u",
  });
});

test("what is undefined is left out, and an empty place in a list is null", () => {
  expect(close({ a: undefined, b: [undefined, { c: undefined }] }).toJavaScript()).toEqual({ b: [null, {}] });
});

test("a place that the bag does not have is marked nowhere", () => {
  expect(close({ a: [1] }, [["b"], ["a", 1], ["a", "x"], ["a", 0, "deep"]]).toJavaScript()).toEqual({ a: [1] });
});

test("a request without properties is an empty bag", () => {
  expect(open(undefined)).toEqual({ plain: {}, secrets: [] });
});
