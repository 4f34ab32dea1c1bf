import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";

/**
 * The one way out to Pulumi: diagnostics are handed on before the answer, and what is thrown is our own error, whose text is
 * clean. Anything else is a defect of ours: its message may hold what it met, so it is told by name and place only.
 */
export async function atBoundary<T>(method: string, diagnostics: Diagnostics, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof PartnerCenterError ? error : defect(method, error);
  } finally {
    await diagnostics.flush();
  }
}

function defect(method: string, error: unknown): Error {
  const name = error instanceof Error ? error.name : typeof error;
  const place = error instanceof Error ? (error.stack?.split("\n").find((line) => line.trim().startsWith("at ")) ?? "").trim() : "";
  const told = new Error(
    `pulumi-partnercenter failed in ${method} (${name}). This is a defect of the provider; please report it with this line: ${place}`,
  );
  told.stack = "";
  return told;
}
