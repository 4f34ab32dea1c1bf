/** A value, and where it stands in the file. Lines and columns count from 1, columns in characters. */
export interface Cell {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Something in the file that cannot be used. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export const columns = ["name", "customerId", "qualification", "educationSegment", "website"] as const;
export type Column = (typeof columns)[number];
export const requiredColumns: readonly Column[] = ["name", "customerId", "qualification"];

/** One customer of the file, in whatever form it is written. What is not there is an empty text, at the place where it is missed. */
export type Row = Readonly<Record<Column, Cell>>;

export function isColumn(text: string): text is Column {
  return columns.some((column) => column === text);
}
