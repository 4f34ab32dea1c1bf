/** A request as it came in, read whole. */
export interface IncomingRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What the client calls the emulator, without a trailing slash. */
  readonly url: string;
  /** The name or address in it, with the port, as the client sent it; undefined: it sent none. */
  readonly host: string | undefined;
}

/** What is sent back. With `json`, the text is made of it; with neither text the body is empty. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  /** Of `text`. Default: HTML. */
  readonly contentType?: string;
}

export function json(status: number, body: unknown, headers?: Readonly<Record<string, string>>): Answer {
  return headers === undefined ? { status, json: body } : { status, json: body, headers };
}

/** An answer of the gateway in front of Partner Center: HTML, not in Partner Center's error shape (judgement). */
export function gatewayPage(status: number, title: string): Answer {
  return { status, text: `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>\r\n` };
}
