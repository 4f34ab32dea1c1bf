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
  readonly body: string;
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

/** What was received, the newest `size` requests; older ones are forgotten. */
export class RequestLog {
  readonly #size: number;
  #requests: ReceivedRequest[] = [];
  #tokenRequests: TokenRequest[] = [];
  #last = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add(request: Omit<ReceivedRequest, "id">): void {
    this.#last += 1;
    this.#requests.push({ id: this.#last, ...request });
    // Cut when it is twice as long, not at every request: cutting costs a copy.
    if (this.#requests.length >= 2 * this.#size) this.#requests = this.#newest();
  }

  addTokenRequest(request: TokenRequest): void {
    this.#tokenRequests.push(request);
    if (this.#tokenRequests.length >= 2 * this.#size) this.#tokenRequests = this.#tokenRequests.slice(-this.#size);
  }

  list(filter: RequestFilter = {}): readonly ReceivedRequest[] {
    const method = filter.method?.toUpperCase();
    const customerId = filter.customerId?.toLowerCase();
    const after = filter.after ?? 0;
    return this.#newest().filter(
      (each) =>
        each.id > after &&
        (method === undefined || each.method === method) &&
        (filter.path === undefined || each.path.includes(filter.path)) &&
        (customerId === undefined || each.customerId === customerId),
    );
  }

  tokenRequests(): readonly TokenRequest[] {
    return this.#tokenRequests.slice(-this.#size);
  }

  clear(): void {
    this.#requests = [];
    this.#tokenRequests = [];
  }

  #newest(): ReceivedRequest[] {
    return this.#requests.slice(-this.#size);
  }
}
