import { shortStacks } from "../../provider/resource/shortStacks";
import { runInNode } from "../support/plainNode";

const before = Error.stackTraceLimit;
afterEach(() => {
  Error.stackTraceLimit = before;
  delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
});

test("stack traces are short until the constructor has ended, and as before afterwards", () => {
  Error.stackTraceLimit = 10;
  const restore = shortStacks();
  expect(Error.stackTraceLimit).toBe(5);
  restore();
  expect(Error.stackTraceLimit).toBe(10);
});

test("a limit that is shorter already stays, and so does every frame for who looks for leaked promises", () => {
  Error.stackTraceLimit = 2;
  shortStacks();
  expect(Error.stackTraceLimit).toBe(2);
  Error.stackTraceLimit = 100;
  process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "true";
  shortStacks();
  expect(Error.stackTraceLimit).toBe(100);
});

test("a constructor that throws leaves stack traces as they were, and its own reaches the line of the program", async () => {
  const { limit, stack } = (await runInNode(`
    const { CustomerQualification } = require("./provider");
    Error.stackTraceLimit = 10;
    function declaring() {
      return new CustomerQualification("", { customerId: "c", qualification: "StateOwnedEntity" });
    }
    try {
      declaring();
    } catch (error) {
      console.log(JSON.stringify({ limit: Error.stackTraceLimit, stack: error.stack }));
    }`)) as { limit: number; stack: string };
  expect(limit).toBe(10);
  expect(stack).toContain("Missing resource name argument");
  expect(stack).toContain("declaring");
});
