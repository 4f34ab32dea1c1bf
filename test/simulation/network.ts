import type { Adapter } from "../../provider/http/transport";
import type { FaultKind, RequestFault } from "./faults";
import type { Answer, Entry, Service } from "./service";
import type { Process, World } from "./world";

/** One submission as it left a process. */
export interface Sent {
  readonly process: Process;
  readonly operation: number;
  readonly requestId: string;
  readonly qualification: string;
  readonly from: number;
  /** What the process had been shown of the customer when it sent this. */
  readonly seen: readonly Entry[];
  until: number;
  /** The status that the process saw; undefined while it is on its way or where nothing came. */
  status?: number;
}

type Request = Parameters<Adapter>[0];
type Response = Awaited<ReturnType<Adapter>>;

/** Everything between the processes and the service: the place where the faults strike. */
export class Network {
  readonly sent: Sent[] = [];
  readonly secrets = new Set<string>();
  readonly struck = new Map<FaultKind, number>();
  /** What each process was last shown of the customer. */
  readonly shown = new Map<Process, readonly Entry[]>();
  refuseSignIn = false;
  /** While true no fault strikes. */
  peace = false;
  /** Changes what is sent, for a mutation. */
  rewrite: ((headers: Record<string, string>) => void) | undefined;
  /** Changes the answer to a read, for a mutation. `before` is what the process was shown before it sent a submission, if it did. */
  reread: ((answer: Answer, before: readonly Entry[] | undefined) => Answer) | undefined;
  #requests = 0;
  #tokens = 0;
  readonly #expired = new Set<string>();
  readonly #world: World;
  readonly #service: Service;
  readonly #faults: readonly RequestFault[];

  constructor(world: World, service: Service, faults: readonly RequestFault[]) {
    this.#world = world;
    this.#service = service;
    this.#faults = faults;
  }

  get requests(): number {
    return this.#requests;
  }

  /** The network as one process sees it. `version` is the wish that it works for. */
  adapter(process: Process, version: number, operation: () => number): Adapter {
    return (request) => this.#carry(process, request, version, operation());
  }

  #carry(process: Process, request: Request, version: number, operation: number): Promise<Response> {
    if (!process.touch()) return new Promise(() => undefined);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers.toJSON())) headers[name.toLowerCase()] = String(value);
    this.rewrite?.(headers);
    const url = request.url ?? "";
    const method = (request.method ?? "get").toUpperCase();
    const fault = this.peace ? undefined : this.#faults.find((candidate) => candidate.request === this.#requests);
    this.#requests += 1;
    const signIn = url.includes("/oauth2/");
    const write = method === "POST" && !signIn;
    const kind = fault?.kind;
    if (kind) this.struck.set(kind, (this.struck.get(kind) ?? 0) + 1);
    this.#world.note(
      () =>
        `${method} ${signIn ? "token" : url.split("/v1")[1]}${write ? ` ${headers["ms-requestid"]?.slice(0, 8)}` : ""}${kind ? `  <- ${kind}` : ""}`,
    );

    const sent: Sent | undefined = write
      ? {
          process,
          operation,
          requestId: headers["ms-requestid"] ?? "",
          qualification: String((JSON.parse(String(request.data)) as { qualification?: string }).qualification),
          from: this.#world.time,
          seen: this.shown.get(process) ?? [],
          until: Number.POSITIVE_INFINITY,
        }
      : undefined;
    if (sent) this.sent.push(sent);

    const process_ = (): Answer => this.#answer(process, method, url, headers, request.data, version);
    return new Promise((resolve, reject) => {
      const arrive = (work: () => void, ms = 5 + this.#world.random.below(60)): void => void this.#world.after(ms, work);
      const answer = (given: Answer, more: Partial<Response> = {}, extra: Record<string, string> = {}): void => {
        const asked = this.sent.findLast((one) => one.process === process);
        const { status, body } = method === "GET" && this.reread ? this.reread(given, asked?.seen) : given;
        arrive(() => {
          if (!process.touch()) return;
          if (sent) Object.assign(sent, { until: this.#world.time, status });
          this.#world.note(() => `  ${status} ${signIn ? "" : JSON.stringify(body)}`);
          resolve({
            status,
            statusText: "",
            headers: { "content-type": "application/json", ...extra },
            data: typeof body === "string" ? body : JSON.stringify(body),
            config: request,
            ...more,
          });
        });
      };
      const lose = (code: string): void =>
        arrive(() => {
          if (sent) sent.until = this.#world.time;
          this.#world.note(() => `  ${code}`);
          reject(Object.assign(new Error(code), { code }));
        });
      const abort = (): void => {
        if (sent) sent.until = this.#world.time;
        reject(Object.assign(new Error("canceled"), { code: "ERR_CANCELED" }));
      };
      request.signal?.addEventListener?.("abort", abort);

      switch (kind) {
        case "dropBefore":
          lose("ECONNRESET");
          break;
        case "refusedConnection":
          lose("ECONNREFUSED");
          break;
        case "dropAfter":
          arrive(() => {
            process_();
            lose("ECONNRESET");
          });
          break;
        case "silence":
          arrive(() => void process_());
          break;
        case "delayed":
          arrive(() => void process_(), fault?.ms);
          break;
        case "repeated":
          arrive(() => {
            answer(process_());
            arrive(() => void process_(), fault?.ms);
          });
          break;
        case "halfBody":
          arrive(() => answer(process_(), { data: broken() }));
          break;
        case "garbage":
          arrive(() => answer({ status: process_().status, body: '{ "qualif' }));
          break;
        case "status408":
          answer({ status: 408, body: "" });
          break;
        case "status429":
          answer(throttled);
          break;
        case "status429After":
          answer(throttled, {}, { "retry-after": String(1 + Math.floor((fault?.ms ?? 0) / 10_000)) });
          break;
        case "status500Before":
          answer({ status: 500, body: "" });
          break;
        case "status500After":
          arrive(() => {
            process_();
            answer({ status: 500, body: "" });
          });
          break;
        case "status503After":
          arrive(() => {
            process_();
            answer({ status: 503, body: "" }, {}, { "retry-after": "2" });
          });
          break;
        case "status403":
          answer({ status: 403, body: { code: 2032, description: "Access denied.", data: [], source: "PartnerFD" } });
          break;
        case "proxy404":
          answer({ status: 404, body: "<html><body>not here</body></html>" });
          break;
        case "tokenExpired":
          this.#expired.add(headers["authorization"] ?? "");
          answer({ status: 401, body: "" });
          break;
        default:
          arrive(() => answer(process_()));
      }
    });
  }

  #answer(process: Process, method: string, url: string, headers: Record<string, string>, data: unknown, version: number): Answer {
    if (url.includes("/oauth2/")) return this.#token();
    if (this.#expired.has(headers["authorization"] ?? "")) return { status: 401, body: "" };
    if (url.endsWith("/validations")) return { status: 200, body: [] };
    if (method === "POST") return this.#service.submit(headers["ms-requestid"] ?? "", JSON.parse(String(data)) as object, version);
    const entries = this.#service.read();
    this.shown.set(process, entries);
    return { status: 200, body: entries };
  }

  #token(): Answer {
    if (this.refuseSignIn) {
      return {
        status: 400,
        body: { error: "invalid_grant", error_description: "AADSTS700082: The refresh token has expired.", error_codes: [700082] },
      };
    }
    this.#tokens += 1;
    const now = Math.floor(this.#world.time / 1000);
    const claims = {
      aud: "https://api.partnercenter.microsoft.com",
      scp: "user_impersonation",
      amr: ["pwd", "mfa"],
      exp: now + 3600,
      jti: `S3CRET-access-${this.#tokens}`,
    };
    const access = `${encode({ alg: "none" })}.${encode(claims)}.S3CRETsignature${this.#tokens}`;
    const refresh = `S3CRET-refresh-${this.#tokens}-0123456789abcdef`;
    this.secrets.add(access).add(refresh);
    return { status: 200, body: { token_type: "Bearer", expires_in: 3599, access_token: access, refresh_token: refresh } };
  }
}

const throttled: Answer = { status: 429, body: { statusCode: 429, message: "Rate limit is exceeded." } };

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A body that breaks off after its first bytes. */
function broken(): AsyncIterable<Buffer> & { destroy(): void } {
  return {
    async *[Symbol.asyncIterator]() {
      yield Buffer.from('{"qualific');
      throw Object.assign(new Error("aborted"), { code: "ECONNRESET" });
    },
    destroy: () => undefined,
  };
}
