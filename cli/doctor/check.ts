/** What one check found. */
export interface Finding {
  /** `ok`; `note`: nothing is wrong, but worth knowing; `warning`: reads work, something else will not; `problem`: a deployment fails. */
  readonly status: "ok" | "note" | "warning" | "problem";
  /** One line, a sentence. Free of secrets. */
  readonly message: string;
  /** What to do: whole sentences. */
  readonly remedy?: string;
}

/** A finding with the name of its check, as `--json` prints it. */
export interface Result extends Finding {
  readonly check: string;
}

/**
 * What the findings come to, as the exit code: 0 a deployment can read and submit; 1 it fails; 2 it can read, but not everything can be
 * submitted.
 */
export function verdict(results: readonly Finding[]): 0 | 1 | 2 {
  if (results.some(({ status }) => status === "problem")) return 1;
  return results.some(({ status }) => status === "warning") ? 2 : 0;
}
