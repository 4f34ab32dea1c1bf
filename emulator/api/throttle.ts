const minute = 60_000;
/** Windows that are remembered: a token may name any partner. */
const most = 10_000;

/** Counts requests per partner in windows of a minute (api-throttling-guidance, 7/18/2022: the key is the partner tenant; refused calls count). */
export class Throttle {
  readonly #windows = new Map<string, { readonly start: number; count: number }>();

  /** Seconds to wait, or undefined if the request may pass. */
  refuse(partnerId: string, now: number, perMinute: number | null): number | undefined {
    if (perMinute === null) return undefined;
    const known = this.#windows.get(partnerId);
    const window = known !== undefined && now - known.start < minute ? known : { start: now, count: 0 };
    window.count += 1;
    if (this.#windows.size >= most) this.#windows.clear();
    this.#windows.set(partnerId, window);
    return window.count > perMinute ? Math.max(1, Math.ceil((window.start + minute - now) / 1000)) : undefined;
  }

  clear(): void {
    this.#windows.clear();
  }
}
