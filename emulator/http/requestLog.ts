import { beginning, bytesOf, Newest } from "../newest";

/** A request as it was received, with what became of it. */
export interface ReceivedRequest {
  /** 1 for the first, and so on. */
  readonly id: number;
  /** ISO 8601, by the emulator's clock. */
  readonly time: string;
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first 8,192 characters. */
  readonly body: string;
  /** Whether the body was longer. */
  readonly bodyTruncated?: true;
  /** The GUID in the path, in lower case. */
  readonly customerId?: string;
  /** The body that was answered, if it was a text of up to 4 KiB. */
  readonly answer?: string;
  /** The HTTP status that was answered; 0 if the connection was cut without one. */
  readonly status: number;
  /** Whether the answer was one given before to the same `MS-RequestId`. */
  readonly replayed: boolean;
  /** The kind of the fault that the request met. */
  readonly fault?: string;
}

/** Which requests to list; all that is given must fit. */
export interface RequestFilter {
  /** Without regard to case. */
  readonly method?: string;
  /** A part of the path. */
  readonly path?: string;
  readonly customerId?: string;
  /** Only those that came after the one with this id. */
  readonly after?: number;
}

/** A request to the token endpoint, without its secrets. */
export interface TokenRequest {
  /** ISO 8601. */
  readonly time: string;
  readonly tenant: string;
  readonly version: "v1" | "v2";
  readonly grantType: string;
  readonly clientId: string;
  /** Whether a token was issued. */
  readonly ok: boolean;
  /** The AADSTS number, where none was. */
  readonly error?: number;
}

/** What is kept of a body. */
export const longestKeptBody = 8192;

/** A body as it is kept. */
export function keptBody(body: string): { readonly body: string; readonly bodyTruncated?: true } {
  return body.length > longestKeptBody ? { body: beginning(body, longestKeptBody), bodyTruncated: true } : { body };
}

const mebibyte = 1024 * 1024;
/** Far longer than any grant or GUID; what a client makes up may be as long as a body (judgement). */
const longestName = 256;

/** What was received: the newest `size` requests, and no more than 64 MiB of them. Older ones are forgotten. */
export class RequestLog {
  readonly #requests: Newest<ReceivedRequest>;
  readonly #tokenRequests: Newest<TokenRequest>;
  #last = 0;

  constructor(size: number) {
    this.#requests = new Newest(size, 64 * mebibyte, sizeOfRequest);
    this.#tokenRequests = new Newest(size, 16 * mebibyte, ({ tenant, grantType, clientId }) => 256 + bytesOf(tenant, grantType, clientId));
  }

  add(request: Omit<ReceivedRequest, "id" | "bodyTruncated">): void {
    this.#last += 1;
    this.#requests.add({ id: this.#last, ...request, ...keptBody(request.body) });
  }

  addTokenRequest(request: TokenRequest): void {
    const short = (text: string): string => beginning(text, longestName);
    const { tenant, grantType, clientId } = request;
    this.#tokenRequests.add({ ...request, tenant: short(tenant), grantType: short(grantType), clientId: short(clientId) });
  }

  list(filter: RequestFilter = {}): readonly ReceivedRequest[] {
    const method = filter.method?.toUpperCase();
    const customerId = filter.customerId?.toLowerCase();
    const after = filter.after ?? 0;
    return this.#requests
      .all()
      .filter(
        (each) =>
          each.id > after &&
          (method === undefined || each.method === method) &&
          (filter.path === undefined || each.path.includes(filter.path)) &&
          (customerId === undefined || each.customerId === customerId),
      );
  }

  tokenRequests(): readonly TokenRequest[] {
    return this.#tokenRequests.all();
  }

  clear(): void {
    this.#requests.replace([]);
    this.#tokenRequests.replace([]);
  }
}

function sizeOfRequest({ path, query, headers, body, answer }: ReceivedRequest): number {
  return 512 + bytesOf(path, body, answer, ...Object.entries(query).flat(), ...Object.entries(headers).flat());
}
