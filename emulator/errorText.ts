/** What a thrown value says. Looks at its shape: an error of another realm (a test's sandbox) is no `instanceof Error`. */
export function errorText(error: unknown): string {
  const message = field(error, "message");
  return typeof message === "string" ? message : String(error);
}

/** The system's code of a thrown value, such as "EADDRINUSE". */
export function errorCode(error: unknown): string | undefined {
  const code = field(error, "code");
  return typeof code === "string" ? code : undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
