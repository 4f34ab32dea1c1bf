import type { PartnerCenter } from "../../provider/qualification/partnerCenterPort";
import type { CliIo } from "../io";
import { type Attention, assess } from "./attention";
import { rowsNow, rowsOfCustomers } from "./live";
import { readStack } from "./readStack";
import { makeReport, type Report } from "./report";
import type { StatusRow } from "./row";

export interface Wanted {
  /** These customers; empty: those of the stack. */
  readonly customers: readonly string[];
  readonly stack?: string;
  readonly failOn: readonly Attention[];
  /** Present where Partner Center is to be asked. Needed for `customers`. */
  readonly partnerCenter?: PartnerCenter;
  readonly signal?: AbortSignal;
}

type Found = Pick<Report, "source" | "stack" | "stateWrittenAt"> & { readonly found: readonly StatusRow[] };

/** Looks once. Rejects where nothing can be said at all. */
export async function look(wanted: Wanted, io: CliIo, now: () => number): Promise<Report> {
  const { found, ...about } = await find(wanted, io);
  const at = now();
  return makeReport(
    found.map((row) => assess(row, at)),
    { ...about, at: new Date(at).toISOString(), failOn: wanted.failOn },
  );
}

async function find({ customers, stack, partnerCenter, signal }: Wanted, io: CliIo): Promise<Found> {
  if (partnerCenter !== undefined && customers.length > 0) {
    return { source: "partnerCenter", found: await rowsOfCustomers(customers, partnerCenter, signal) };
  }
  const state = await readStack(io, stack);
  const about = {
    ...(state.stack === undefined ? {} : { stack: state.stack }),
    ...(state.writtenAt === undefined ? {} : { stateWrittenAt: state.writtenAt }),
  };
  return partnerCenter === undefined
    ? { ...about, source: "state", found: state.rows.map(({ row }) => row) }
    : { ...about, source: "partnerCenter", found: await rowsNow(state.rows, partnerCenter, signal) };
}
