/** The SDK's own frames down to the line of the program that declares the resource. */
const frames = 5;

/**
 * Keeps stack traces short until the function that it returns is called. The constructor of Pulumi's SDK takes one for each promise of each output, mapped
 * through source maps, and shows them only where `PULUMI_DEBUG_PROMISE_LEAKS` asks for it (`runtime/debuggable.js`): at full length, half of what a
 * program spends on a resource (docs/scaling.md). Where a resource stands in the program, the SDK finds out at full length whatever the limit is.
 */
export function shortStacks(): () => void {
  const before = Error.stackTraceLimit;
  if (!process.env["PULUMI_DEBUG_PROMISE_LEAKS"] && before > frames) Error.stackTraceLimit = frames;
  return () => {
    Error.stackTraceLimit = before;
  };
}
