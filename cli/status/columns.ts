import { requestLimit } from "../../provider/qualification/vetting";
import { type Assessed, overdueNote, requestsText } from "./attention";
import { counted, dateAndTime, inWords } from "./words";

type Value = string | number | undefined;

/** One thing that is told of a qualification: the same in all forms of output. */
export interface Column {
  /** Its name in JSON and CSV. */
  readonly key: string;
  /** For programs, in both. Absent where it is not known. */
  readonly value: (row: Assessed) => Value;
  /** Shown in the table, under this title. */
  readonly table?: { readonly title: string; readonly text?: (row: Assessed) => string };
  /** Shown on the page, as a line of the cell with this title. */
  readonly page?: { readonly cell: string; readonly text?: (row: Assessed) => string; readonly kind?: "main" | "minor" | "id" };
}

const days = (count: number | undefined): string => (count === undefined ? "" : `${count} d`);
const requests = (row: Assessed): string => (row.requestsUsed === undefined ? "" : requestsText(row));
const [customer, nextStep, requested] = ["Customer", "Who does what next", "Requested"];

export const columns: readonly Column[] = [
  { key: "customerName", value: ({ customerName }) => customerName, page: { cell: customer, kind: "main" } },
  {
    key: "resource",
    value: ({ name }) => name,
    table: { title: "Resource" },
    page: {
      cell: customer,
      kind: "main",
      // The name that the program gives it says most where the company's is not known.
      text: ({ name = "", customerName, customerDomain }) => ((customerName ?? customerDomain) === undefined ? name : ""),
    },
  },
  { key: "customerId", value: ({ customerId }) => customerId, table: { title: "Customer" }, page: { cell: customer, kind: "id" } },
  { key: "customerDomain", value: ({ customerDomain }) => customerDomain, table: { title: "Domain" }, page: { cell: customer } },
  {
    key: "qualification",
    value: ({ qualification }) => qualification,
    table: { title: "Qualification" },
    page: { cell: "Qualification", text: ({ qualification }) => (qualification === "None" ? "None" : inWords(qualification)) },
  },
  {
    key: "status",
    value: ({ status }) => status,
    table: { title: "Status" },
    page: { cell: "Status", kind: "main", text: ({ status }) => inWords(status) },
  },
  { key: "attention", value: ({ attention }) => attention },
  {
    key: "waitingFor",
    value: ({ waitingFor }) => waitingFor,
    page: { cell: nextStep, kind: "main", text: ({ waitingFor }) => `${waitingFor.charAt(0).toUpperCase()}${waitingFor.slice(1)}` },
  },
  { key: "nextStep", value: (row) => row.nextStep, page: { cell: nextStep } },
  {
    key: "requestedAt",
    value: ({ requestedAt }) => requestedAt,
    page: { cell: requested, text: ({ requestedAt }) => (requestedAt === undefined ? "" : dateAndTime(requestedAt)) },
  },
  {
    key: "ageDays",
    value: ({ ageDays }) => ageDays,
    table: { title: "Age", text: ({ ageDays }) => days(ageDays) },
    page: {
      cell: requested,
      kind: "minor",
      text: ({ ageDays, workingDaysInReview }) =>
        ageDays === undefined || workingDaysInReview !== undefined ? "" : `${counted(ageDays, "day")} ago`,
    },
  },
  {
    key: "workingDaysInReview",
    value: ({ workingDaysInReview }) => workingDaysInReview,
    table: { title: "In review", text: ({ workingDaysInReview }) => days(workingDaysInReview) },
    page: {
      cell: requested,
      kind: "minor",
      text: ({ workingDaysInReview }) =>
        workingDaysInReview === undefined ? "" : `${counted(workingDaysInReview, "working day")} in review`,
    },
  },
  {
    key: "requestsUsed",
    value: ({ requestsUsed }) => requestsUsed,
    table: { title: "Requests", text: requests },
    page: { cell: "Requests", text: requests },
  },
  { key: "requestLimit", value: () => requestLimit },
  {
    key: "note",
    value: ({ note }) => note,
    table: { title: "Note" },
    page: { cell: "Reason or note", text: ({ note }) => (note === overdueNote ? "" : (note ?? "")) },
  },
];

/** What the table shows, with the texts of a person. */
export function tableColumns(): readonly { readonly key: string; readonly title: string; readonly text: (row: Assessed) => string }[] {
  return columns.flatMap(({ key, value, table }) =>
    table === undefined ? [] : [{ key, title: table.title, text: table.text ?? ((row) => String(value(row) ?? "")) }],
  );
}
