import { isGuid } from "../../provider/guid";
import { normalCustomerId } from "../../provider/qualification/identity";
import { systemPorts } from "../../provider/systemPorts";
import { connect } from "../configuration/connect";
import { type CliIo, inFolder } from "../io";
import type { ProjectOptions } from "../projectOptions";
import type { Attention } from "./attention";
import type { Separator } from "./choices";
import { csv } from "./csv";
import { html } from "./html";
import { json } from "./json";
import { createNames } from "./names";
import { readReport } from "./readReport";
import { table } from "./table";
import { watch } from "./watch";

export interface StatusOptions extends ProjectOptions {
  /** Ask Partner Center instead of the state. Customers are always asked for. */
  readonly live?: boolean;
  readonly failOn?: readonly Attention[];
  readonly json?: boolean;
  readonly csv?: boolean;
  /** Of the CSV. Default: a comma. */
  readonly separator?: Separator;
  readonly html?: boolean;
  /** Look again and again, until the signal. */
  readonly watch?: boolean;
  /** Seconds between two looks of a watch. */
  readonly interval: number;
}

/**
 * `partnercenter status`. Only ever reads.
 *
 * @returns The exit code: 0, or 2 where something was found that `--fail-on` names.
 * @throws Error with a sentence for a person, where nothing can be said.
 */
export async function runStatus(
  customers: readonly string[],
  options: StatusOptions,
  callersIo: CliIo,
  signal: AbortSignal,
  clock = systemPorts,
): Promise<number> {
  refuseContradictions(customers, options);
  const io = inFolder(callersIo, options.cwd);
  const stack = options.stack === undefined ? {} : { stack: options.stack };
  const asks = options.live === true || customers.length > 0;
  const partnerCenter = asks ? await connect(io, options.stack) : undefined;
  const wanted = {
    ...stack,
    ...(partnerCenter === undefined ? {} : { partnerCenter, names: createNames(partnerCenter) }),
    customers: [...new Set(customers.map(normalCustomerId))],
    failOn: options.failOn ?? [],
    signal,
  };
  const readOnce = (): ReturnType<typeof readReport> => readReport(wanted, io, clock.now);
  if (options.watch) return watch(readOnce, { io, clock, seconds: options.interval, signal });

  const report = await readOnce();
  if (options.json) io.out(json(report));
  else if (options.csv) io.out(csv(report, options.separator));
  else if (options.html) io.out(html(report));
  else io.out(table(report, io.terminal));
  return report.exitCode;
}

function refuseContradictions(customers: readonly string[], options: StatusOptions): void {
  const wrong = customers.filter((id) => !isGuid(id));
  const forms = (["json", "csv", "html"] as const).filter((form) => options[form]).map((form) => `--${form}`);
  const problems = [
    ...wrong.map((id) => `${JSON.stringify(id)} is no customer id: use the GUID of the customer's tenant.`),
    ...(forms.length > 1 ? [`${forms.join(" and ")} cannot be combined: choose one.`] : []),
    ...(options.watch && forms.length > 0 ? [`--watch shows the table only: leave ${forms.join(" and ")} out.`] : []),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
}
