import type { QualificationEntry } from "../../provider/qualification/model";
import { observe } from "../../provider/qualification/observe";
import type { PartnerCenter } from "../../provider/qualification/partnerCenterPort";
import { concurrently } from "../concurrently";
import { type Read, readable } from "../readable";
import { ownStatuses, rowOfEntry, type StatusRow } from "./row";
import { rowOfState, type StackRow } from "./stackRows";

/** What Partner Center says of these customers now. One of them that cannot be read does not stop the others. */
export async function rowsOfCustomers(
  customerIds: readonly string[],
  partnerCenter: PartnerCenter,
  signal?: AbortSignal,
): Promise<readonly StatusRow[]> {
  const read = async (customerId: string, ended: AbortSignal): Promise<readonly StatusRow[]> => {
    const answer = await readable(() => partnerCenter.qualifications(customerId, ended));
    if ("problem" in answer) {
      return [{ customerId, qualification: "?", status: ownStatuses.unreadable, note: answer.problem }];
    }
    if (answer.read.length === 0) return [{ customerId, qualification: "None", status: ownStatuses.none }];
    return answer.read.map((entry) => rowOfEntry(customerId, entry));
  };
  return (await concurrently(customerIds, read, signal)).flat();
}

/** The rows of a stack as Partner Center sees them now. Each customer is asked once. */
export async function rowsNow(
  rows: readonly StackRow[],
  partnerCenter: PartnerCenter,
  signal?: AbortSignal,
): Promise<readonly StatusRow[]> {
  const asked = [...new Set(rows.flatMap(({ provider, tracked }) => (provider === undefined && tracked ? [tracked.customerId] : [])))];
  const answers = await concurrently(asked, (customerId, ended) => readable(() => partnerCenter.qualifications(customerId, ended)), signal);
  const byCustomer = new Map(asked.map((customerId, index) => [customerId, answers[index]]));
  return rows.map((row) => rowNow(row, row.tracked && byCustomer.get(row.tracked.customerId), partnerCenter));
}

function rowNow(
  { row, tracked, known, provider }: StackRow,
  answer: Read<readonly QualificationEntry[]> | undefined,
  { contract }: PartnerCenter,
): StatusRow {
  if (tracked === undefined) return row;
  if (provider !== undefined) {
    return {
      ...row,
      note: [row.note, `not asked: it belongs to the provider ${provider}; \`pulumi refresh\` asks`].filter(Boolean).join("; "),
    };
  }
  if (answer === undefined) return row;
  if ("problem" in answer) return { ...row, status: ownStatuses.unreadable, note: answer.problem };
  const seen = observe(tracked.qualification, answer.read, known, contract);
  return rowOfState(row.name, tracked, { ...known, observed: seen });
}
