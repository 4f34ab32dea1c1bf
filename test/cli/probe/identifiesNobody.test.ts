import fc from "fast-check";
import { askAll, probeLimits } from "../../../cli/probe/ask";
import type { Exchange } from "../../../cli/probe/exchange";
import { plan } from "../../../cli/probe/plan";
import { type Report, reportFormat, reportText } from "../../../cli/probe/report";
import { settle } from "../../../cli/probe/settle";
import { table } from "../../../cli/probe/table";
import { startEmulator } from "../../../emulator";
import { customer } from "../support/stack";
import { jumpingClock, probe } from "./support";

/** Texts that identify somebody, each with a mark that no word of a report has. */
const planted = fc.oneof(
  fc.uuid(),
  fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(..."abcdefghij") }).map((name) => `zq${name}`),
  fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(..."abcdef") }).map((name) => `zq-${name}.onmicrosoft.com`),
  fc.string({ minLength: 8, maxLength: 30, unit: fc.constantFrom(..."abcXYZ123_-") }).map((token) => `eyJzq${token}.zq.zq`),
  fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String),
  fc.date({ min: new Date("2015-01-01"), max: new Date("2019-12-31"), noInvalidDate: true }).map((date) => date.toISOString()),
);
const number = fc.integer({ min: 1_000_000, max: 9_999_999 });
/** Words that the probe looks for, so that what is planted stands where it looks. */
const word = fc.constantFrom(
  "qualification",
  "vettingStatus",
  "vettingReason",
  "vettingCreateDate",
  "qualifications",
  "code",
  "message",
  "description",
  "errorName",
  "source",
  "items",
  "id",
  "companyProfile",
  "domain",
  "links",
  "next",
  "headers",
  "key",
  "value",
  "validationId",
  "MS-ContinuationToken",
);
const known = fc.constantFrom(
  "Education",
  "Approved",
  "Denied",
  "GovernmentCommunityCloud",
  "StateOwnedEntity",
  "None",
  60003,
  2000,
  null,
  true,
);
const { body } = fc.letrec<{ body: unknown; leaf: unknown; list: unknown; object: unknown }>((tie) => ({
  leaf: fc.oneof({ weight: 3, arbitrary: planted }, number, known),
  list: fc.array(tie("body"), { maxLength: 4 }),
  object: fc.dictionary(fc.oneof({ weight: 4, arbitrary: word }, planted), tie("body"), { maxKeys: 5 }),
  body: fc.oneof({ depthSize: "small", withCrossShrink: true }, tie("leaf"), tie("list"), tie("object")),
}));

const reply = fc.record({
  status: fc.constantFrom(200, 200, 200, 201, 400, 401, 403, 404, 429, 500),
  reason: planted,
  headers: fc.dictionary(
    fc.oneof(
      planted.map((name) => name.toLowerCase()),
      fc.constantFrom("ms-requestid", "ms-cv", "retry-after", "content-type", "etag"),
    ),
    planted,
    { maxKeys: 4 },
  ),
  body,
});

/** Every text of a value, keys included. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value === "object" && value !== null) return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)]);
  return [];
}

const isPlanted = (text: string): boolean => /zq|^\d{7}$|^\d{4}-\d\d-\d\dT|^[0-9a-f]{8}-[0-9a-f]{4}-/.test(text);

test("a report of whatever a service says holds nothing that was planted, in JSON and in the table", async () => {
  let met = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(reply, { minLength: 1, maxLength: 20 }),
      fc.array(fc.uuid(), { minLength: 1, maxLength: 5 }),
      async (replies, ids) => {
        let index = 0;
        const asked = await askAll(
          plan({ customers: ids, withoutRelationship: ids[0], tokenWithoutMfa: true, unknownId: customer(9), most: 60 }),
          {
            send: async (question): Promise<Exchange> => {
              const said = replies[index++ % replies.length];
              if (said === undefined) throw new Error("There is a reply.");
              const outcome = { kind: "answered", ...said, body: Buffer.from(JSON.stringify(said.body) ?? "") } as const;
              return { question, requestId: customer(7), correlationId: customer(8), mfa: index % 2 === 0, outcome };
            },
            clock: jumpingClock(Date.UTC(2026, 10, 25, 13, 14, 15)),
            most: probeLimits.requests,
            signal: new AbortController().signal,
          },
        );
        const report: Report = {
          format: reportFormat,
          product: { name: "pulumi-partnercenter", version: "0.1.0" },
          date: "2026-11-25",
          cloud: "global",
          service: "microsoft",
          contract: "2023-05",
          signIn: "userWithMfa",
          requests: asked.requests,
          ended: asked.ended,
          ...settle(asked.observations),
        };
        const printed = `${reportText(report)}${table(report)}`;
        const secrets = [...replies.flatMap((each) => textsOf(each)), ...ids, customer(7), customer(8), customer(9)].filter(isPlanted);
        met += secrets.length;
        for (const secret of secrets) expect(printed).not.toContain(secret);
        expect(printed).not.toMatch(/zq|[0-9a-f]{8}-[0-9a-f]{4}|T\d\d:\d\d|\d{7}/i);
      },
    ),
    { numRuns: 150 },
  );
  expect(met).toBeGreaterThan(1000);
});

test("the schema lets nothing pass that an observation could bring by mistake", () => {
  const settled = settle([]);
  const good: Report = {
    format: reportFormat,
    product: { name: "pulumi-partnercenter", version: "0.1.0" },
    date: "2026-11-25",
    cloud: "global",
    service: "microsoft",
    contract: "2023-05",
    signIn: "userWithMfa",
    requests: 0,
    ended: "complete",
    ...settled,
  };
  expect(() => reportText(good)).not.toThrow();
  const [first, ...more] = settled.assumptions;
  const bad: readonly object[] = [
    { ...good, tenant: "contoso.onmicrosoft.com" },
    { ...good, date: "2026-11-25T13:14:15Z" },
    { ...good, product: { ...good.product, version: "contoso.onmicrosoft.com" } },
    { ...good, assumptions: [{ ...first, seen: [{ value: "contoso", times: 1 }] }, ...more] },
    { ...good, observed: { listShape: "contoso" } },
    { ...good, headers: [{ name: "x-contoso", times: 1 }] },
    { ...good, met: [{ kind: "Contoso", status: "none", times: 1 }] },
  ];
  for (const report of bad) expect(() => reportText(report as Report)).toThrow(/allow-list/);
});

test("a report from an emulator full of names and ids holds none of them, nor does what is printed beside it", async () => {
  const emulator = await startEmulator({
    seed: {
      customers: [1, 2, 3].map((index) => ({
        id: customer(index),
        domain: `zq-school-${index}.onmicrosoft.com`,
        companyName: `Zq School ${index}`,
        qualifications: [
          {
            qualification: "Education",
            vettingStatus: "Denied",
            vettingReason: `zq reason ${index}`,
            vettingCreateDate: "2025-03-04T05:06:07.891Z",
          },
        ],
      })),
      validationCodes: [{ validationId: "7654321", organizationName: "Zq City" }],
    },
  });
  const { io } = await probe({ emulator: emulator.url }, { json: false });
  await emulator.close();
  expect(io.said.out).toContain("The whole report:");
  expect(io.said.out).not.toMatch(/zq|[0-9a-f]{8}-[0-9a-f]{4}|T\d\d:\d\d|7654321|127\.0\.0\.1|\beyJ|2025-/i);
});
