import { setTimeout as wait } from "node:timers/promises";

/** Looks until it is there, for two seconds: what a process prints comes by another way than its answers, and may come later. */
export async function eventually<T>(look: () => T, there: (seen: T) => boolean): Promise<T> {
  for (let i = 0; i < 100 && !there(look()); i++) await wait(20);
  return look();
}
