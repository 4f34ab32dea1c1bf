import type { ZodType } from "zod";
import type { Assumptions } from "../../emulator/assumptions/assumptions";
import { type AssumptionEntry, assumptionCatalogue } from "../../emulator/assumptions/catalogue";
import { type ContractName, contractNames } from "../../provider/apiContract";
import { type CloudName, cloudNames, serviceName } from "../../provider/config/clouds";
import type { Settings } from "../../provider/config/settings";
import { isKnownHeader, isKnownHost } from "../../provider/partnerCenter/recording/allowed";
import { type End, ends, probeLimits } from "./ask";
import { type Expectation, expectations } from "./expectations";
import { metKinds, metStatuses, other } from "./observation";
import type { Settled } from "./settle";

/** What says that a file is a report of `probe`, and in which form. */
export const reportFormat = "partnercenter-probe/1";
/** Where a report is written, and where `doctor` looks for one. */
export const reportFile = "partnercenter-probe.json";

export const signIns = ["userWithMfa", "userWithoutMfa", "application", "unknown"] as const;
export const services = ["microsoft", "emulator", "other"] as const;
export const sandboxEnds = ["done", "refused", "noAnswer"] as const;

/** What a request in the sandbox showed. */
export interface SandboxReport {
  readonly ended: (typeof sandboxEnds)[number];
  /** HTTP status of the first answer; absent where none came. */
  readonly status?: number;
  /** HTTP status of the answer to the repetition with the same `MS-RequestId`. */
  readonly repeatedStatus?: number;
  /** Whether both answers are the same, byte for byte. */
  readonly sameAnswer?: boolean;
  /** Reads after the first answer. */
  readonly reads: number;
  /** Of these, how many did not show it. */
  readonly withoutIt: number;
  /** Seconds from the first answer to the first read that showed it; absent where none did. */
  readonly seenAfterSeconds?: number;
}

/** A report: names and values of ours, counts, and a day. There is no place in it for anything else; `reportSchema` holds that. */
export interface Report extends Settled {
  readonly format: typeof reportFormat;
  readonly product: { readonly name: "pulumi-partnercenter"; readonly version: string };
  /** The day, UTC. */
  readonly date: string;
  readonly cloud: CloudName;
  /** Microsoft's own, an emulator or another service on this machine, or another host. */
  readonly service: (typeof services)[number];
  readonly contract: ContractName;
  readonly signIn: (typeof signIns)[number];
  readonly requests: number;
  readonly ended: End;
  readonly sandbox?: SandboxReport;
}

/**
 * The allow-list of a report, as a schema: each text is one of ours or a day, each number a count. What is written passes through it, and what is read.
 * Built when it is asked for, since it loads zod.
 */
export function reportSchema(): ZodType<Report> {
  const { z } = require("zod") as typeof import("zod");
  const count = z.int().min(0).max(10_000);
  const verdict = z.enum(["same", "different", "mixed", "notSeen"]);
  const status = z.int().min(100).max(599);
  const entries = Object.entries(assumptionCatalogue) as [keyof Assumptions, AssumptionEntry][];
  const allowed = ({ values }: AssumptionEntry) => {
    if (!("min" in values)) return z.literal([...(values as readonly (string | number | boolean)[])]);
    const range = z.int().min(values.min).max(values.max);
    return values.off ? range.nullable() : range;
  };
  const readable = entries.filter(([, { settledBy }]) => settledBy === "reading" || settledBy === "sandbox");
  const assumption = readable.map(([name, entry]) =>
    z.strictObject({
      name: z.literal(name),
      settledBy: z.literal(entry.settledBy),
      assumed: allowed(entry),
      verdict,
      seen: z.array(z.strictObject({ value: z.union([allowed(entry), z.literal(other)]), times: count })).max(100),
    }),
  );
  const observed = z.strictObject(Object.fromEntries(readable.map(([name, entry]) => [name, allowed(entry).optional()])));
  const expectation = Object.entries<Expectation>(expectations).map(([name, { values }]) =>
    z.strictObject({
      name: z.literal(name),
      expected: z.literal([...values]),
      verdict,
      seen: z.array(z.strictObject({ value: z.literal([...values, other]), times: count })).max(100),
    }),
  );
  const schema = z.strictObject({
    format: z.literal(reportFormat),
    product: z.strictObject({
      name: z.literal("pulumi-partnercenter"),
      version: z.string().regex(/^(\d{1,4}\.\d{1,4}\.\d{1,4}(-(alpha|beta|rc)(\.\d{1,4})?)?|unknown)$/),
    }),
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    cloud: z.enum(cloudNames),
    service: z.enum(services),
    contract: z.enum(contractNames),
    signIn: z.enum(signIns),
    requests: z.int().min(0).max(probeLimits.requests),
    ended: z.enum(ends),
    assumptions: z.array(z.union(assumption)).max(readable.length),
    observed,
    expectations: z.array(z.union(expectation)).max(expectation.length),
    met: z
      .array(z.strictObject({ kind: z.enum(metKinds), status: z.enum(metStatuses), times: count }))
      .max(metKinds.length * metStatuses.length),
    headers: z.array(z.strictObject({ name: z.string().refine((name) => name === other || isKnownHeader(name)), times: count })).max(200),
    sandbox: z
      .strictObject({
        ended: z.enum(sandboxEnds),
        status: status.optional(),
        repeatedStatus: status.optional(),
        sameAnswer: z.boolean().optional(),
        reads: count,
        withoutIt: count,
        seenAfterSeconds: count.optional(),
      })
      .optional(),
  });
  // The literals come from the catalogues, whose names zod cannot keep apart by type.
  return schema as unknown as ZodType<Report>;
}

/** The report as it is shown and written. @throws Error where it is not what the schema allows: then it is shown to nobody. */
export function reportText(report: Report): string {
  const { success, data } = reportSchema().safeParse(report);
  if (!success)
    throw new Error("The report is not written: there is something in it that the allow-list does not know. Please report this.");
  return layOut(data);
}

/** JSON with a row a line, so that a person can read all of it. */
function layOut(report: Report): string {
  const fields = Object.entries(report).map(([name, value]) => {
    const rows = Array.isArray(value) ? value.map((row) => `\n    ${JSON.stringify(row)}`) : undefined;
    const text = rows === undefined || rows.length === 0 ? JSON.stringify(value) : `[${rows.join(",")}\n  ]`;
    return `  ${JSON.stringify(name)}: ${text}`;
  });
  return `{\n${fields.join(",\n")}\n}\n`;
}

/** A report that somebody wrote, or undefined where a text is none of this form. */
export function readReport(text: string): Report | undefined {
  try {
    return reportSchema().safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Whose service the settings lead to. The host itself would name somebody. */
export function serviceOf(settings: Settings): Report["service"] {
  if (serviceName(settings) === "emulator") return "emulator";
  return isKnownHost(new URL(settings.endpoint).host) ? "microsoft" : "other";
}
