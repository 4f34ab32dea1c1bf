import { InvalidInput } from "../state/input";

/** A scenario cannot be understood, or not be played; the message begins with the line and the column. */
export class ScenarioError extends InvalidInput {
  override readonly name = "ScenarioError";
  /** 1 for the first. */
  readonly line: number;
  readonly column: number;
  /** The message without the place. */
  readonly problem: string;

  constructor(problem: string, { line, column }: { readonly line: number; readonly column: number }) {
    super(`Line ${line}, column ${column}: ${problem}`);
    this.line = line;
    this.column = column;
    this.problem = problem;
  }
}
