/**
 * Who holds a lock, from what Pulumi says of it on a folder or an object store: `me@host (pid 17) since 2026-…`. Pulumi Cloud does not say it.
 */
export function lockHolders(message: string): readonly string[] {
  return [...message.matchAll(/created by (\S+@\S+ \(pid \d+\)) at (\S+)/g)].map(([, who = "", when = ""]) => `${who} since ${when}`);
}
