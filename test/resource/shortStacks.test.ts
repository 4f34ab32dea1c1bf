import { shortStacks } from "../../provider/resource/shortStacks";
import { runInNode } from "../support/plainNode";

const before = Error.stackTraceLimit;
afterEach(() => {
  Error.stackTraceLimit = before;
  delete process.env["PULUMI_DEBUG_PROMISE_LEAKS"];
});

test("stack traces are short until the constructor has ended, and as before afterwards", () => {
  Error.stackTraceLimit = 10;
  const stacks = shortStacks();
  expect(Error.stackTraceLimit).toBe(1);
  stacks.end();
  expect(Error.stackTraceLimit).toBe(10);
});

test("a limit that is shorter already stays, and so does every frame for who looks for leaked promises", () => {
  Error.stackTraceLimit = 0;
  shortStacks();
  expect(Error.stackTraceLimit).toBe(0);
  Error.stackTraceLimit = 100;
  process.env["PULUMI_DEBUG_PROMISE_LEAKS"] = "true";
  shortStacks();
  expect(Error.stackTraceLimit).toBe(100);
});

test("an error that was cut short shows where it was made, and then the way there", () => {
  const stacks = shortStacks();
  const failing = (): Error => new Error("no such parent");
  const error = failing();
  expect(error.stack?.split("\n")).toHaveLength(2);
  const [message, made, ...way] = (stacks.completed(error) as Error).stack?.split("\n") ?? [];
  expect(message).toBe("Error: no such parent");
  expect(made).toContain("failing");
  expect(way.length).toBeGreaterThan(1);
  expect(way[0]).toContain("shortStacks.test.ts");
  expect(Error.stackTraceLimit).toBe(before);
});

test("an error that has all its frames, or is none, is passed on as it is", () => {
  Error.stackTraceLimit = 1;
  const stacks = shortStacks();
  const error = new Error("short anyway");
  const { stack } = error;
  expect(stacks.completed(error)).toBe(error);
  expect(error.stack).toBe(stack);
  expect(stacks.completed("a text")).toBe("a text");
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
  const [, made, declared] = stack.split("\n");
  expect(made).toContain("@pulumi/pulumi");
  expect(declared).toContain("CustomerQualification");
  expect(stack).toContain("declaring");
});
