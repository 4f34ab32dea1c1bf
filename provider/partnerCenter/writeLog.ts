/**
 * Counts the writes of each customer, before they are sent and when they are over. A read that started under another count may
 * not have seen the write, so it never answers for one that started under this.
 */
export interface WriteLog {
  note(customerId: string): void;
  count(customerId: string): number;
}

export function createWriteLog(): WriteLog {
  const counts = new Map<string, number>();
  return {
    note: (customerId) => void counts.set(customerId, (counts.get(customerId) ?? 0) + 1),
    count: (customerId) => counts.get(customerId) ?? 0,
  };
}
