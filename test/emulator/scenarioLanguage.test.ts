import fc from "fast-check";
import { parseScenario, type ScenarioStep, stepText } from "../../emulator";

test.each<[string, readonly ScenarioStep[]]>([
  ["approve", [{ do: "approve" }]],
  ["approve after 2s", [{ do: "approve", afterMs: 2000 }]],
  ["approve 2 s after request", [{ do: "approve", afterMs: 2000 }]],
  ['deny "Not an Academic Domain"', [{ do: "deny", reason: "Not an Academic Domain" }]],
  ["withdraw after 1d", [{ do: "withdraw", afterMs: 86_400_000 }]],
  ["vanish after denial", [{ do: "vanish", afterMs: 0 }]],
  ["vanish 10s after denial for contoso.edu", [{ do: "vanish", afterMs: 10_000, customer: "contoso.edu" }]],
  [
    "DENY Education once; approve Education",
    [
      { do: "deny", qualification: "Education", times: 1 },
      { do: "approve", qualification: "Education" },
    ],
  ],
  ["drop after processing", [{ do: "fault", fault: { kind: "dropAfter", times: 1 } }]],
  ["drop before processing, twice, on POST", [{ do: "fault", fault: { kind: "dropBefore", times: 2, match: { method: "POST" } } }]],
  ["slow 500ms", [{ do: "fault", fault: { kind: "slow", delayMs: 500, times: "always" } }]],
  [
    '503 3 times at "/qualifications"',
    [{ do: "fault", fault: { kind: "status", status: 503, times: 3, match: { path: "/qualifications" } } }],
  ],
  ["# nothing\n\n ; garbage always # for ever", [{ do: "fault", fault: { kind: "garbage", times: "always" } }]],
  ['half for "a \\"b\\" \\\\"', [{ do: "fault", fault: { kind: "halfBody", times: 1 }, customer: 'a "b" \\' }]],
])("%s", (text, steps) => {
  expect(parseScenario(text)).toEqual(steps);
});

test("429 is the documented answer, with the time to wait in the header and in the body", () => {
  expect(parseScenario("429 3 times, retry after 5s")).toEqual([
    {
      do: "fault",
      fault: {
        kind: "status",
        status: 429,
        times: 3,
        headers: { "Retry-After": "5" },
        body: '{"statusCode":429,"message":"Rate limit is exceeded. Try again in 5 seconds."}',
      },
    },
  ]);
});

test.each([
  [
    "aprove",
    'Line 1, column 1: expected "approve", "deny", "withdraw", "vanish", "drop", "slow", "half", "garbage" or an HTTP status such as 429, found "aprove".',
  ],
  ["approve after", 'Line 1, column 14: expected a time such as "2s", or "request", found the end.'],
  ["approve\n  deny after soon", 'Line 2, column 14: expected a time such as "2s", or "request", found "soon".'],
  ["approve 5 apples", 'Line 1, column 11: expected "times" or "time", found "apples".'],
  ["approve; drop it", 'Line 1, column 15: expected "before" or "after", found "it".'],
  ['deny "Not', 'Line 1, column 6: the quote is not closed; inside, " is written \\" and \\ is \\\\.'],
  ['approve "because"', 'Line 1, column 9: expected the end of the statement, or something that belongs to it, found the text "because".'],
  ["deny after 1s after 2s", "Line 1, column 15: the statement has a time already."],
  ["slow; approve", 'Line 1, column 5: expected a time such as "2s", "5m" or "1d", found ";".'],
  ["503 on PONY", 'Line 1, column 8: expected "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "HEAD", found "PONY".'],
  [
    "999",
    'Line 1, column 1: expected "approve", "deny", "withdraw", "vanish", "drop", "slow", "half", "garbage" or an HTTP status such as 429, found "999".',
  ],
])("%j is refused: %s", (text, message) => {
  expect(() => parseScenario(text)).toThrow(message);
  expect(() => parseScenario(text)).toThrow(expect.objectContaining({ line: expect.any(Number), column: expect.any(Number) }));
});

const customer = fc.option(
  fc.string({ minLength: 1 }).filter((text) => !text.includes("\n")),
  { nil: undefined },
);
const times = fc.oneof(fc.integer({ min: 1, max: 999_999 }), fc.constant("always" as const));
const reason = fc.option(
  fc.string().filter((text) => !text.includes("\n")),
  { nil: undefined },
);
const defined = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const steps = fc.oneof(
  fc
    .record({
      do: fc.constantFrom("approve" as const, "vanish" as const, "deny" as const, "withdraw" as const),
      qualification: fc.constantFrom("Education" as const, undefined),
      reason,
      afterMs: fc.option(fc.nat(999_999_999), { nil: undefined }),
      times: fc.option(times, { nil: undefined }),
      customer,
    })
    .map(({ reason: why, ...step }) => defined(step.do === "deny" || step.do === "withdraw" ? { ...step, reason: why } : step)),
  fc
    .record({
      do: fc.constant("fault" as const),
      fault: fc.record({
        kind: fc.constantFrom("dropBefore" as const, "garbage" as const),
        times,
        match: fc.constantFrom({ method: "GET", path: "/a b" }, undefined),
      }),
      customer,
    })
    .map(defined),
);

test("every step is read as it is written", () => {
  fc.assert(
    fc.property(fc.array(steps), (scenario) => {
      expect(parseScenario(scenario.map((step) => stepText(step as ScenarioStep)).join("\n"))).toEqual(scenario);
    }),
  );
});

test("whatever is given is a scenario or an error with a place in it, never anything else", () => {
  const word = fc.constantFrom(
    "approve",
    "deny",
    "after",
    "2s",
    "3",
    "times",
    '"x',
    '"y"',
    ";",
    "\n",
    "for",
    "429",
    "drop",
    "retry",
    "#",
    ",",
    "\\",
    "slow",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join(" ")),
      ),
      (text) => {
        try {
          parseScenario(text);
        } catch (error) {
          expect(error).toMatchObject({ name: "ScenarioError" });
          const { line, column } = error as { line: number; column: number };
          const lines = text.split("\n");
          expect(lines[line - 1]).toBeDefined();
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
        }
      },
    ),
  );
});
