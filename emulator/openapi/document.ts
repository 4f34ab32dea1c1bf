import type { ApiRoute } from "../api/routes";
import { bodySchemas, isOptional } from "../bodies/bodies";
import type { ControlRoute } from "../control/route";
import { qualificationNames } from "../customers/model";
import type { EntraRoute } from "../entra/routes";
import { type Documented, type DocumentedAnswer, ref, type Schema } from "./operation";
import { schemas } from "./schemas";

/** The tables that the emulator answers by. */
export interface RouteTables {
  readonly api: readonly ApiRoute[];
  readonly entra: readonly EntraRoute[];
  readonly control: readonly ControlRoute[];
}

interface Operation extends Documented {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly secured?: true;
}

const error = (description: string): DocumentedAnswer => ({ description, schema: ref("Error") });
const html = (description: string): DocumentedAnswer => ({ description, type: "text/html", schema: { type: "string" } });
const refusal = (description: string): DocumentedAnswer => ({ description, schema: ref("Refusal") });
const tooLarge = html("The body is longer than 1 MiB");

/** What every route of the API may answer beside its own. */
const ofEveryApiRoute: Readonly<Record<number, DocumentedAnswer>> = {
  400: error("The request cannot be understood, or a rule is against it"),
  401: {
    description: "No token, or one that cannot be used; without a body where MFA is missing",
    schema: ref("Error"),
    headers: { "WWW-Authenticate": "Why" },
  },
  403: error("The token is app-only, there is no relationship, or a rule is against it"),
  404: error("There is no such customer"),
  413: tooLarge,
  429: { description: "Too many requests", schema: ref("Throttled"), headers: { "Retry-After": "Seconds to wait" } },
};

const ofEveryControlRoute: Readonly<Record<number, DocumentedAnswer>> = {
  400: refusal("What was given cannot be used"),
  403: refusal("The Host is not a name of this emulator"),
  404: refusal("There is no such thing"),
  413: tooLarge,
};

/** The OpenAPI document of what the emulator serves when no fault is on, made of the tables that it answers by. */
export function openApiDocument(tables: RouteTables, version: string): Record<string, unknown> {
  const operations = [
    ...tables.api.map((route): Operation => {
      const { method, path, doc, userOnly } = route;
      const answers = { ...ofEveryApiRoute, ...doc.answers };
      return {
        ...doc,
        ...(userOnly ? { summary: `${doc.summary} (users only)` } : {}),
        answers,
        method,
        path,
        tag: "Partner Center",
        secured: true,
      };
    }),
    ...tables.entra.map(({ method, path, doc }): Operation => {
      const answers: Documented["answers"] = { ...doc.answers, 413: tooLarge };
      return { ...doc, answers, method, path, tag: "Authority" };
    }),
    ...tables.control.map(controlOperation),
  ];
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const { method, path } = operation;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Partner Center emulator",
      version,
      description:
        "Microsoft Partner Center around customer qualifications, the authority that issues its tokens, and the emulator's own control interface. Not Microsoft's: written from its documentation.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [{ name: "Partner Center" }, { name: "Authority" }, { name: "Control" }],
    paths,
    components: {
      schemas: { ...schemas, ...bodySchemas() },
      securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
}

function controlOperation({ method, path, summary, query = [], takes, gives }: ControlRoute): Operation {
  const done: DocumentedAnswer = gives === undefined ? { description: "Done" } : { description: summary, schema: gives };
  return {
    method,
    path: `/_emulator${path}`,
    tag: "Control",
    summary,
    parameters: query,
    answers: { [gives === undefined ? 204 : 200]: done, ...ofEveryControlRoute },
    ...(takes === undefined ? {} : { body: { schema: ref(takes), required: isOptional(takes) === false } }),
  };
}

function operationObject({
  summary,
  source,
  tag,
  secured,
  parameters = [],
  path,
  method,
  body,
  answers,
}: Operation): Record<string, unknown> {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: parameterSchema(name),
  }));
  return {
    operationId: operationId(method, path),
    summary,
    ...(source === undefined ? {} : { description: `Source: ${source}.` }),
    tags: [tag],
    ...(secured ? { security: [{ bearer: [] }] } : {}),
    parameters: [...inPath, ...parameters],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: body.required ?? false,
            content: {
              [body.type ?? "application/json"]: { schema: body.schema, ...(body.example === undefined ? {} : { example: body.example }) },
            },
          },
        }),
    responses: Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, responseObject(answer)])),
  };
}

function responseObject({ description, schema, type = "application/json", headers }: DocumentedAnswer): Record<string, unknown> {
  const named = Object.entries(headers ?? {}).map(([name, meaning]) => [name, { description: meaning, schema: { type: "string" } }]);
  return {
    description,
    ...(schema === undefined ? {} : { content: { [type]: { schema } } }),
    ...(named.length === 0 ? {} : { headers: Object.fromEntries(named) }),
  };
}

function parameterSchema(name: string | undefined): Schema {
  if (name === "customerId") return { type: "string", format: "uuid" };
  return name === "kind" ? { enum: qualificationNames } : { type: "string", minLength: 1 };
}

/** `GET /v1/customers/{customerId}` is `get_v1_customers_customerId`. */
function operationId(method: string, path: string): string {
  return [method.toLowerCase(), ...path.split(/[^\w.-]+/).filter((part) => part !== "")].join("_").replaceAll(/[^\w]/g, "_");
}
