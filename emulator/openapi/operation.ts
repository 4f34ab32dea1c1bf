/** A JSON Schema, as OpenAPI 3.1 takes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** A parameter of the query or a header. */
export interface Parameter {
  readonly name: string;
  readonly in: "query" | "header";
  readonly description: string;
  readonly schema: Schema;
  readonly required?: true;
}

/** One answer: what it means, and its body; without a schema and a type there is none. */
export interface DocumentedAnswer {
  readonly description: string;
  readonly schema?: Schema;
  /** Default: application/json, where there is a schema. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the document says of a route, beside its method and path. */
export interface Documented {
  readonly summary: string;
  /** The page, or "judgement". */
  readonly source?: string;
  readonly parameters?: readonly Parameter[];
  readonly body?: { readonly schema: Schema; readonly type?: string; readonly required?: boolean; readonly example?: unknown };
  /** By status; those that every route of a kind has are added. */
  readonly answers: Readonly<Record<number, DocumentedAnswer>>;
}

/** A schema of `components`. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

export function list(items: Schema): Schema {
  return { type: "array", items };
}

export function query(name: string, description: string, schema: Schema = { type: "string" }): Parameter {
  return { name, in: "query", description, schema };
}
