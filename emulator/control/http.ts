import { errorText } from "../errorText";
import { matchRoute } from "../http/match";
import { type Answer, type IncomingRequest, json } from "../http/message";
import { InvalidInput } from "../state/input";
import type { Control } from "./control";
import { NotThere } from "./route";
import { controlRoutes } from "./routes";

const root = "/_emulator";

export function isControlPath(path: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

/** Answers `/_emulator/…`: JSON in, JSON out, errors as `{"error":"…"}`. `?secrets=show` shows what is masked else. */
export function answerControl(control: Control, request: IncomingRequest): Answer {
  const match = matchRoute(controlRoutes, request.method, request.path.slice(root.length) || "/");
  if (match.kind === "unknown") return json(404, { error: `There is no ${request.path}. GET ${root}/ lists what there is.` });
  if (match.kind === "wrongMethod")
    return json(405, { error: `${request.path} takes ${match.allowed.join(", ")}.` }, { Allow: match.allowed.join(", ") });
  try {
    const body = readBody(request);
    const result = match.route.run({
      control,
      params: match.params,
      query: request.query,
      body,
      showSecrets: request.query.get("secrets") === "show",
    });
    return result === undefined ? { status: 204 } : json(200, result);
  } catch (error) {
    if (error instanceof NotThere) return json(404, { error: error.message });
    if (error instanceof InvalidInput) return json(400, { error: error.message });
    throw error;
  }
}

function readBody(request: IncomingRequest): unknown {
  if (request.body === "" || request.method === "GET" || request.method === "HEAD") return undefined;
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? ""))
    throw new InvalidInput("The content type must be application/json.");
  try {
    return JSON.parse(request.body);
  } catch (error) {
    throw new InvalidInput(`The body is not JSON: ${errorText(error)}`);
  }
}
