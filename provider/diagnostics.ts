export type Severity = "debug" | "info" | "warning" | "error";

/**
 * Where the provider says what a person should know. A message is whole and free of secrets; the same message about the
 * same resource is shown once for each process.
 */
export interface Diagnostics {
  /** @param urn The resource that it is about: Pulumi shows it there. Absent: it is about the stack. */
  report(severity: Severity, message: string, urn?: string): void;
  /** Resolves when everything reported so far has been handed on. Never rejects, and is bounded in time. */
  flush(): Promise<void>;
}

/** In place of a URN: the message is not about the resource at hand. */
export const aboutTheStack = "";

/** Diagnostics whose messages are about one resource, but for those that name another. */
export function about(diagnostics: Diagnostics, urn: string | undefined): Diagnostics {
  if (urn === undefined) return diagnostics;
  return { report: (severity, message, other = urn) => diagnostics.report(severity, message, other), flush: () => diagnostics.flush() };
}
