import type { QualificationState } from "../../provider/qualification/state";
import { writeState } from "../../provider/services/stateFormat";

/** A state as Pulumi keeps it, without the number of its form and without the outputs that are absent. */
export function flat(state: QualificationState): Record<string, unknown> {
  const { __format: _, ...properties } = writeState(state);
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}
