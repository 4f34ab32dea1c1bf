/** What a table of routes says to a method and a path. */
export type Match<R> =
  | { readonly kind: "found"; readonly route: R; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: "wrongMethod"; readonly allowed: readonly string[] }
  | { readonly kind: "unknown" };

/** Finds the route with this method and path; `HEAD` finds that of `GET`, where it has none of its own. The first path that fits hides those after it, whatever their methods. Literal segments are compared without regard to case, as ASP.NET does. */
export function matchRoute<R extends { readonly method: string; readonly path: string }>(
  routes: readonly R[],
  method: string,
  path: string,
): Match<R> {
  const allowed = new Set<string>();
  let found: string | undefined;
  let head: Match<R> | undefined;
  for (const route of routes) {
    if (found !== undefined && route.path !== found) continue;
    const params = matchPath(route.path, path);
    if (params === undefined) continue;
    found = route.path;
    if (route.method === method) return { kind: "found", route, params };
    if (route.method === "GET" && method === "HEAD") head = { kind: "found", route, params };
    allowed.add(route.method);
    if (route.method === "GET") allowed.add("HEAD");
  }
  return head ?? (allowed.size === 0 ? { kind: "unknown" } : { kind: "wrongMethod", allowed: [...allowed] });
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? "";
    if (segment.startsWith("{")) params[segment.slice(1, -1)] = decode(value);
    else if (segment.toLowerCase() !== value.toLowerCase()) return undefined;
  }
  return params;
}

function segmentsOf(path: string): readonly string[] {
  return path.replace(/\/$/, "").split("/");
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
