import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import fc from "fast-check";
import { contractNames } from "../../provider/apiContract";
import { readSettings } from "../../provider/config/settings";
import type { Adapter } from "../../provider/http/transport";
import { createPartnerCenter } from "../../provider/partnerCenter/client";
import {
  accessToken,
  customerId,
  hastyPorts,
  recordingDiagnostics,
  requestId,
  settingsFor,
  startPartnerCenter,
} from "../support/partnerCenter";
import { json, type Received } from "../support/server";

/** Values that no answer, error or message may show. The token's payload is shown by nobody either. */
const secrets = {
  clientSecret: "s3cr3t~client/secret+value=",
  refreshToken: "0.AXkAplanted-refresh-token-value_1234567890.AgABAAEAAAD",
  rotated: "1.AXkAplanted-rotated-token-value_1234567890.AgABAAEAAAD",
  accessToken: accessToken({ name: "planted" }),
  validationCode: "998877-planted code",
};
const forms = Object.values(secrets).flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  encodeURIComponent(secret).replaceAll("%20", "+"),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
]);

/** Everything that a person or a log could see of a value. */
function everything(value: unknown): string {
  const error = value as Error;
  return [
    error?.message,
    error?.stack,
    String(value),
    inspect(value, { depth: 9, showHidden: true, getters: true }),
    JSON.stringify(value),
    JSON.stringify(value, Object.getOwnPropertyNames(value ?? {})),
    inspect((value as { cause?: unknown })?.cause, { depth: 9, showHidden: true }),
  ].join("\n");
}

function leaks(text: string): string[] {
  return forms.filter((form) => text.includes(form));
}

/** A service that gives away whatever it was told, in every place. */
const secretText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...forms),
      fc.string({ maxLength: 12 }),
      fc.constantFrom(`Bearer ${secrets.accessToken}`, "code=", '"', "\n", "<p>"),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(" "));
const body = fc.oneof(
  secretText,
  secretText.map((text) => JSON.stringify(text)),
  fc
    .record({
      code: fc.oneof(fc.constantFrom<number | string>(1000, 3000, 20002, 900421, 900329), secretText),
      description: secretText,
      message: secretText,
      source: secretText,
    })
    .map((value) => JSON.stringify(value)),
  fc.record({ error: secretText, error_description: secretText, error_codes: fc.array(fc.nat()) }).map((value) => JSON.stringify(value)),
  fc.record({ statusCode: fc.nat(), message: secretText }).map((value) => JSON.stringify(value)),
);
const behaviour = fc.record({
  status: fc.constantFrom(200, 201, 301, 400, 401, 403, 404, 407, 409, 418, 429, 500, 503),
  body,
  header: secretText.map((text) => text.replace(/[^\x20-\x7e]/g, "")),
  drop: fc.boolean(),
});

test("whatever the services answer, nothing that comes out holds a secret", async () => {
  let next: { status: number; body: string; header: string; drop: boolean } = { status: 200, body: "", header: "", drop: false };
  let tokenFails = false;
  const misbehave = (response: ServerResponse): void => {
    if (next.drop) {
      response.destroy();
      return;
    }
    const names = ["MS-RequestId", "MS-CorrelationId", "WWW-Authenticate", "Location", "Retry-After", "X-Echo", "Content-Type"];
    response.writeHead(next.status, Object.fromEntries(names.map((name) => [name, next.header])));
    response.end(next.body);
  };
  const server = await startPartnerCenter(
    (_request: Received, response: ServerResponse) => misbehave(response),
    (_request, response) =>
      tokenFails
        ? misbehave(response)
        : json(response, 200, { access_token: secrets.accessToken, expires_in: 3599, refresh_token: secrets.rotated }),
  );
  // Nothing waits, and no sending is repeated: that is another test's work.
  const ports = { ...hastyPorts, timer: (ms: number, fire: () => void) => hastyPorts.timer(ms > 20_000 ? ms : 0, fire) };
  try {
    await fc.assert(
      fc.asyncProperty(behaviour, fc.boolean(), fc.constantFrom(...contractNames), async (given, failing, apiContract) => {
        next = given;
        tokenFails = failing;
        const diagnostics = recordingDiagnostics();
        const settings = settingsFor(server.url, { apiContract, clientSecret: secrets.clientSecret, refreshToken: secrets.refreshToken });
        const client = createPartnerCenter(settings, ports, diagnostics);
        const submission = { customerId, kind: "GovernmentCommunityCloud", validationCode: secrets.validationCode, requestId } as const;
        const results = await Promise.all(
          [client.submit(submission, { before: undefined }), client.qualifications(customerId), client.customer(customerId)].map(
            (work: Promise<unknown>) =>
              work.then(
                () => undefined,
                (error: unknown) => error,
              ),
          ),
        );
        for (const error of results) {
          if (error === undefined) continue;
          expect(error).toMatchObject({ name: "PartnerCenterError" });
          expect(leaks(everything(error))).toEqual([]);
        }
        expect(leaks(JSON.stringify(diagnostics.messages))).toEqual([]);
        expect(leaks(inspect(settings, { depth: 9, showHidden: true }))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  } finally {
    await server.close();
  }
}, 60_000);

test("whatever an adapter throws, nothing of it comes out", async () => {
  const settings = readSettings((key) => ({ endpoint: "https://partner.test", accessToken: secrets.accessToken })[key], {});
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("code", "message", "syscall", "address", "stack", "cause", "config"),
      secretText,
      async (place, text) => {
        const adapter: Adapter = async (config) => {
          const error = new Error(`failed with ${config.headers["Authorization"]} ${config.url}`);
          throw Object.assign(error, { config, [place]: place === "cause" ? Object.assign(new Error(text), { code: text }) : text });
        };
        const client = createPartnerCenter(
          settings,
          { ...hastyPorts, timer: (ms, fire) => hastyPorts.timer(ms > 20_000 ? ms : 0, fire) },
          recordingDiagnostics(),
          { adapter },
        );
        const error = await client
          .submit(
            { customerId, kind: "GovernmentCommunityCloud", validationCode: secrets.validationCode, requestId },
            { before: undefined },
          )
          .catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ name: "PartnerCenterError", fate: "unknown" });
        expect(leaks(everything(error))).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});

test("the guard itself sees what it should", () => {
  expect(leaks(everything(new Error(`x ${secrets.accessToken}`)))).not.toEqual([]);
  expect(leaks(everything(Object.assign(new Error("x"), { config: { data: secrets.validationCode } })))).not.toEqual([]);
});
