/** Where the SDK fails, or a transformation of the program's own. The way there is added to what is thrown. */
const frames = 1;

export interface ShortStacks {
  /** The error with all frames down to the program's line that declares the resource, for the constructor to throw. */
  completed(error: unknown): unknown;
  /** Stack traces are as long again as they were. */
  end(): void;
}

/**
 * Keeps stack traces short while a resource is made. The constructor of Pulumi's SDK takes one for each promise of each output, mapped
 * through source maps, and shows them only where `PULUMI_DEBUG_PROMISE_LEAKS` asks for it (`runtime/debuggable.js`): at full length, half of what a
 * program spends on a resource (docs/internals/measurements.md). Where a resource stands in the program, the SDK finds out at full length whatever the limit is.
 */
export function shortStacks(): ShortStacks {
  const before = Error.stackTraceLimit;
  const shortened = !process.env["PULUMI_DEBUG_PROMISE_LEAKS"] && before > frames;
  if (shortened) Error.stackTraceLimit = frames;
  const end = (): void => {
    Error.stackTraceLimit = before;
  };
  return {
    completed(error) {
      end();
      if (shortened && error instanceof Error) error.stack = `${error.stack ?? error.message}\n${framesAbove(this.completed)}`;
      return error;
    },
    end,
  };
}

function framesAbove(callee: (error: unknown) => unknown): string {
  const here = { stack: "" };
  Error.captureStackTrace(here, callee);
  return here.stack.slice(here.stack.indexOf("\n") + 1);
}
