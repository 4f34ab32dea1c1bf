/**
 * For a run whose *program* throws. Pulumi prints the error with `util.inspect` in colours, and Node 20.19.6 and later fall into a loop over frames such
 * as `node_modules/@pulumi/config.ts` (nodejs/node#64011): half a minute and 3.6 GB, until the text is too long. Without frames there is no loop.
 */
export const programFails = { expectFailure: true, env: { NODE_OPTIONS: "--stack-trace-limit=0" } } as const;
