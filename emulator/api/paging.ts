import type { Answer, IncomingRequest } from "../http/message";
import { json } from "../http/message";
import { invalidProperty } from "./errors";

const largestPage = 500;

/**
 * One page of a collection, the next by the header `MS-ContinuationToken` (get-a-list-of-customers; the token's content is ours).
 * Judgement: a page has at most 500, and `totalCount` counts the page. `size=0` is as none: get-customers-of-an-indirect-reseller sends it.
 */
export function pageOf<T>(request: IncomingRequest, path: string, all: readonly T[], show: (item: T) => unknown): Answer {
  const asked = request.query.get("size");
  const size = asked === null || asked === "0" ? largestPage : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > largestPage)
    return invalidProperty(`size must be a number from 1 to ${largestPage}.`, "size");
  const start = readContinuation(request.headers["ms-continuationtoken"], path);
  if (start === undefined) return invalidProperty("The continuation token is not valid.", "MS-ContinuationToken");
  const items = all.slice(start, start + size).map(show);
  const next = start + size < all.length ? continuation(path, start + size) : undefined;
  const query = new URLSearchParams(request.query);
  query.set("size", String(size));
  query.delete("seekOperation");
  return json(200, {
    totalCount: items.length,
    items,
    links: {
      self: link(`${path}?${query}`),
      ...(next === undefined
        ? {}
        : { next: { ...link(`${path}?${query}&seekOperation=Next`), headers: [{ key: "MS-ContinuationToken", value: next }] } }),
    },
    attributes: { objectType: "Collection" },
  });
}

export function link(uri: string): { uri: string; method: string; headers: unknown[] } {
  return { uri, method: "GET", headers: [] };
}

function continuation(path: string, start: number): string {
  return Buffer.from(`${path}:${start}`).toString("base64url");
}

function readContinuation(token: string | undefined, path: string): number | undefined {
  if (token === undefined) return 0;
  const [name, start = ""] = Buffer.from(token, "base64url").toString().split(":");
  return name === path && /^\d{1,9}$/.test(start) ? Number(start) : undefined;
}
