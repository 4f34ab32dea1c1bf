import type { PartnerCenter } from "../../provider/qualification/partnerCenterPort";
import type { CliIo } from "../io";
import { type Attention, assess } from "./attention";
import { rowsNow, rowsOfCustomers } from "./live";
import type { Names } from "./names";
import { readStack } from "./readStack";
import { makeReport, type Report } from "./report";
import { ownStatuses, type StatusRow } from "./row";

export interface Wanted {
  /** These customers; empty: those of the stack. */
  readonly customers: readonly string[];
  readonly stack?: string;
  readonly failOn: readonly Attention[];
  /** Present where Partner Center is to be asked. Needed for `customers`. */
  readonly partnerCenter?: PartnerCenter;
  /** What the customers are called, where they can be asked for. */
  readonly names?: Names;
  readonly signal?: AbortSignal;
}

type Found = Pick<Report, "source" | "stack" | "stateWrittenAt"> & {
  readonly found: readonly StatusRow[];
  /** Customers that this sign-in may ask about. */
  readonly ours: readonly string[];
};

/** Reads once. Rejects where nothing can be said at all. */
export async function readReport(wanted: Wanted, io: CliIo, now: () => number): Promise<Report> {
  const { found, ours, ...about } = await find(wanted, io);
  const unreadable = new Set(found.filter(({ status }) => status === ownStatuses.unreadable).map(({ customerId }) => customerId));
  const named = await wanted.names?.of(
    [...new Set(ours)].filter((id) => !unreadable.has(id)),
    wanted.signal,
  );
  const at = now();
  return makeReport(
    found.map((row) => assess({ ...row, ...named?.get(row.customerId) }, at)),
    { ...about, at: new Date(at).toISOString(), failOn: wanted.failOn },
  );
}

async function find({ customers, stack, partnerCenter, signal }: Wanted, io: CliIo): Promise<Found> {
  if (partnerCenter !== undefined && customers.length > 0) {
    return { source: "partnerCenter", ours: customers, found: await rowsOfCustomers(customers, partnerCenter, signal) };
  }
  const state = await readStack(io, stack, signal);
  const about = {
    ...(state.stack === undefined ? {} : { stack: state.stack }),
    ...(state.writtenAt === undefined ? {} : { stateWrittenAt: state.writtenAt }),
  };
  if (partnerCenter === undefined) return { ...about, source: "state", ours: [], found: state.rows.map(({ row }) => row) };
  const ours = state.rows.flatMap(({ provider, tracked }) => (provider === undefined && tracked ? [tracked.customerId] : []));
  return { ...about, source: "partnerCenter", ours, found: await rowsNow(state.rows, partnerCenter, signal) };
}
