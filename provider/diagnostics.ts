export type Severity = "debug" | "info" | "warning" | "error";

/**
 * Where the provider says what a person should know. A message is whole and free of secrets; the same message is shown
 * once for each process.
 */
export interface Diagnostics {
  report(severity: Severity, message: string): void;
  /** Resolves when everything reported so far has been handed on. Never rejects, and is bounded in time. */
  flush(): Promise<void>;
}
