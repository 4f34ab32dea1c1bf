import type { Answer, IncomingRequest } from "../http/message";
import { json } from "../http/message";
import { invalidProperty } from "./errors";

const largestPage = 500;

/**
 * One page of a collection, the next by the header `MS-ContinuationToken` (get-a-list-of-customers; the token's content is ours).
 * Judgement: a page has at most 500, and `totalCount` counts the page. `size=0` is as none: get-customers-of-an-indirect-reseller sends it. `continuationToken` is in the body of audit records (AuditService.json).
 */
export function pageOf<T>(
  request: IncomingRequest,
  path: string,
  all: readonly T[],
  show: (item: T) => unknown,
  tokenInBody = false,
): Answer {
  const asked = request.query.get("size");
  const size = asked === null || asked === "0" ? largestPage : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > largestPage)
    return invalidProperty(`size must be a number from 1 to ${largestPage}.`, "size");
  const held = readContinuation(request.headers["ms-continuationtoken"], path);
  const start = held === undefined ? undefined : seek(request.query.get("seekOperation"), held, size, all.length);
  if (start === undefined) return invalidProperty("The continuation token is not valid.", "MS-ContinuationToken");
  const items = all.slice(start, start + size).map(show);
  const next = start + size < all.length ? continuation(path, start + size) : undefined;
  const previous = start > 0 ? continuation(path, start) : undefined;
  const query = new URLSearchParams(request.query);
  query.set("size", String(size));
  query.delete("seekOperation");
  return json(200, {
    totalCount: items.length,
    items,
    ...(tokenInBody && next !== undefined ? { continuationToken: next } : {}),
    links: {
      self: link(`${path}?${query}`),
      ...(previous === undefined
        ? {}
        : {
            previous: { ...link(`${path}?${query}&seekOperation=Previous`), headers: [{ key: "MS-ContinuationToken", value: previous }] },
          }),
      ...(next === undefined
        ? {}
        : { next: { ...link(`${path}?${query}&seekOperation=Next`), headers: [{ key: "MS-ContinuationToken", value: next }] } }),
    },
    attributes: { objectType: "Collection" },
  });
}

/**
 * Where a page begins (SeekOperation of the .NET SDK: Next, Previous, First, Last). A token says where the page after it begins; `Previous` goes to the page
 * before the one that it came with.
 */
function seek(operation: string | null, held: number, size: number, length: number): number | undefined {
  switch (operation?.toLowerCase() ?? "next") {
    case "next":
      return held;
    case "first":
      return 0;
    case "previous":
      return Math.max(0, held - size);
    case "last":
      return Math.max(0, Math.floor((length - 1) / size) * size);
    default:
      return undefined;
  }
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
