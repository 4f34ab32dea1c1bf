import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../../../emulator";
import type { ContractName } from "../../../provider/apiContract";
import { PartnerCenterError } from "../../../provider/errors";
import { createPartnerCenter, type PartnerCenterClient } from "../../../provider/partnerCenter/client";
import {
  accessToken,
  customerId,
  giveToken,
  hastyPorts,
  requestId,
  settingsFor,
  silent,
  startPartnerCenter,
} from "../../support/partnerCenter";
import { json, type Received } from "../../support/server";

/**
 * A run against a server that shares nothing with the emulator is recorded and played: the client ends in the same way. What is compared is what the
 * client makes of it, without the words that a recording does not hold.
 */
interface Run {
  readonly reply: (request: Received, response: ServerResponse, index: number) => void;
  readonly token?: (request: Received, response: ServerResponse, index: number) => void;
  readonly ask: (client: PartnerCenterClient) => Promise<unknown>;
  readonly contract?: ContractName;
  /** What has to be in the end of the first run, so that the case is the one that is meant. */
  readonly ends: RegExp;
}

const listed = (client: PartnerCenterClient): Promise<unknown> => client.qualifications(customerId);
const submitted = (client: PartnerCenterClient): Promise<unknown> =>
  client.submit({ customerId, kind: "Education", educationSegment: "K12", website: "contoso.edu", requestId }, { before: undefined });
const inReview = { qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2026-11-20T10:11:12.1234567Z" };
const ids = { "MS-RequestId": requestId, "MS-CorrelationId": "c0ffee00-0000-4000-8000-000000000001" };

const runs: Readonly<Record<string, Run>> = {
  "a list with a byte order mark and odd casing": {
    reply: (_request, response) =>
      json(
        response,
        200,
        `\uFEFF${JSON.stringify([{ QUALIFICATION: "education", VettingStatus: "in_review", VETTINGCREATEDDATE: "07/09/2020: 01:02:03" }])}`,
      ),
    ask: listed,
    ends: /Education.*InReview.*2020-07-09/,
  },
  "a list of kinds and statuses that nobody knows": {
    reply: (_request, response) => json(response, 200, { qualifications: [{ qualification: "ContosoKind", vettingStatus: "OnHold" }] }),
    ask: listed,
    ends: /ContosoKind.*OnHold/,
  },
  "an empty list, and none": {
    reply: (_request, response, index) => (index === 0 ? json(response, 200, "null") : json(response, 200, "[]")),
    ask: async (client) => [await listed(client), await listed(client)],
    ends: /^\[\[\],\[\]\]$/,
  },
  "a page of a proxy, and then the service": {
    reply: (_request, response, index) => {
      if (index > 0) return json(response, 200, [inReview]);
      response.writeHead(502, { "Content-Type": "text/html", Via: "contoso-proxy" });
      response.end("<html><title>Contoso proxy</title>Bad gateway</html>");
    },
    ask: listed,
    ends: /InReview/,
  },
  "a page of a proxy that does not go away": {
    reply: (_request, response) => {
      response.writeHead(403, { "Content-Type": "text/html" });
      response.end("<html>Blocked by Contoso</html>");
    },
    ask: listed,
    ends: /answered 403 with something that Partner Center does not say/,
  },
  "an error object with a known code": {
    reply: (_request, response) =>
      json(response, 403, { code: 1002, description: `No access to ${customerId}`, data: ["Contoso"], source: "PartnerFD" }, ids),
    ask: listed,
    ends: /customerUnreadable.*1002/,
  },
  "a customer that does not exist": {
    reply: (_request, response, index) =>
      index === 0
        ? json(response, 404, { code: 1000, description: "Not found", source: "PartnerFD" }, ids)
        : json(response, 404, { code: 60003, description: "Tenant not found", source: "PartnerFD" }, ids),
    ask: listed,
    ends: /customerUnknown.*60003/,
  },
  "words without an error object": {
    reply: (_request, response) => json(response, 409, JSON.stringify("A qualification is there already"), ids),
    ask: submitted,
    ends: /refused/,
  },
  "401 without MFA, by the reason phrase alone": {
    reply: (_request, response) => {
      response.writeHead(401, "Unauthorized - MFA required", {
        "WWW-Authenticate": 'Bearer realm="", error="invalid_token", error_description="x"',
      });
      response.end();
    },
    ask: submitted,
    ends: /"kind":"mfa"/,
  },
  "401 without MFA, by the header alone": {
    reply: (_request, response) => {
      response.writeHead(401, { "WWW-Authenticate": 'Bearer realm="contoso", error="invalid_token"' });
      response.end();
    },
    ask: submitted,
    ends: /"kind":"mfa"/,
  },
  "throttled, with a wait": {
    reply: (_request, response, index) =>
      index === 0 ? json(response, 429, { statusCode: 429, message: "Slow down" }, { "Retry-After": "0" }) : json(response, 200, []),
    ask: listed,
    ends: /^\[\]$/,
  },
  "503 until nobody asks any more": {
    reply: (_request, response) => json(response, 503, ""),
    ask: listed,
    ends: /unavailable.*503/,
  },
  "a connection that is cut, and then an answer": {
    reply: (_request, response, index) => void (index === 0 ? response.destroy() : json(response, 200, [inReview])),
    ask: listed,
    ends: /InReview/,
  },
  "half an answer, each time": {
    reply: (_request, response) => {
      response.writeHead(200, { "Content-Length": "100" });
      response.write("[", () => response.destroy());
    },
    ask: listed,
    ends: /unavailable/,
  },
  "compression that is broken": {
    reply: (_request, response) => {
      response.writeHead(200, { "Content-Encoding": "gzip" });
      response.end("no gzip at all");
    },
    ask: listed,
    ends: /compress/,
  },
  "an answer that is too large": {
    reply: (_request, response) => json(response, 200, `[${" ".repeat(1024 * 1024)}]`),
    ask: listed,
    ends: /large/,
  },
  "an accepted request": {
    reply: (_request, response) => json(response, 201, inReview, ids),
    ask: submitted,
    ends: /InReview.*2026-11-20/,
  },
  "a request whose answer is lost, and that took effect": {
    reply: (request, response) => void (request.method === "POST" ? response.destroy() : json(response, 200, [inReview])),
    ask: submitted,
    ends: /InReview/,
  },
  "a request whose answer is lost, and that did not take effect until it was sent again": {
    reply: (request, response, index) =>
      request.method === "GET" ? json(response, 200, []) : index === 0 ? json(response, 500, "") : json(response, 201, inReview, ids),
    ask: submitted,
    ends: /InReview/,
  },
  "a denial, asked for anew on the same day": {
    reply: (request, response, index) => {
      if (request.method === "POST") return void response.destroy();
      json(response, 200, [
        { ...inReview, vettingStatus: "Denied", vettingReason: "Contoso again", vettingCreateDate: `2026-11-20T10:1${index}:00Z` },
      ]);
    },
    ask: (client) =>
      client.submit(
        { customerId, kind: "Education", educationSegment: "K12", website: "contoso.edu", requestId },
        {
          before: {
            qualification: "Education",
            vettingStatus: "Denied",
            vettingReason: "Contoso",
            vettingCreateDate: "2026-11-20T10:00:00Z",
          },
        },
      ),
    ends: /Denied/,
  },
  "the old contract's bare word": {
    reply: (_request, response) => json(response, 200, '"government_community_cloud"'),
    ask: listed,
    contract: "2018-09",
    ends: /GovernmentCommunityCloud/,
  },
  "validation codes": {
    reply: (_request, response) =>
      json(response, 200, [
        { partnerId: customerId, organizationName: "Contoso", validationId: "123456", maxCreates: 9, remainingCreates: 0, eTag: "e" },
      ]),
    ask: (client) => client.validationCodes(),
    ends: /"remainingCreates":0/,
  },
  "customers in two pages": {
    reply: (request, response) => {
      const next = request.url.includes("seekOperation=Next");
      const links = next
        ? {}
        : {
            next: {
              uri: "/customers?seekOperation=Next",
              method: "GET",
              headers: [{ key: "MS-ContinuationToken", value: "contoso-token==" }],
            },
          };
      const companyProfile = { tenantId: customerId, domain: "contoso.edu", companyName: "Contoso" };
      json(response, 200, { totalCount: 1, items: [{ id: customerId, companyProfile, relationshipToPartner: "reseller" }], links });
    },
    ask: async (client) => {
      const pages: unknown[] = [];
      for await (const page of client.customers()) pages.push(page);
      return pages;
    },
    ends: /^\[\[\{.*\}\],\[\{.*\}\]\]$/,
  },
  "a sign-in that is refused": {
    reply: () => {},
    token: (_request, response) =>
      json(response, 400, {
        error: "invalid_grant",
        error_description: `AADSTS50076: you must use multi-factor authentication to access ${customerId}`,
        error_codes: [50076],
        suberror: "basic_action",
      }),
    ask: listed,
    ends: /"kind":"mfa".*AADSTS50076/,
  },
  "a token that is refused once": {
    reply: (_request, response, index) =>
      index === 0 ? json(response, 401, { code: 800001, description: "Token", source: "PartnerFD" }) : json(response, 200, []),
    ask: listed,
    ends: /^\[\]$/,
  },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "replay-"));
  process.env["XDG_DATA_HOME"] = folder;
});
afterEach(() => {
  delete process.env["XDG_DATA_HOME"];
  rmSync(folder, { recursive: true, force: true });
});

async function endOf(run: Run, url: string, more: Readonly<Record<string, string>>, record?: string): Promise<string> {
  const settings = {
    ...settingsFor(url, { apiContract: run.contract ?? "2023-05", ...more }),
    ...(record === undefined ? {} : { record }),
  };
  try {
    return JSON.stringify(await run.ask(createPartnerCenter(settings, hastyPorts, silent)));
  } catch (error) {
    if (!(error instanceof PartnerCenterError)) throw error;
    const { kind, message, status, code, fate } = error;
    return JSON.stringify({ kind, status, code, fate, message });
  }
}

/** Without what a recording does not hold: words, names, hosts, ids made anew in each run, and the time of a day. */
function comparable(end: string): string {
  return end
    .replaceAll(/The service said: .*?\\"(?=[. ]|$)/g, "The service said so.")
    .replaceAll(/127\.0\.0\.1:\d+/g, "HOST")
    .replaceAll(/T\d\d:\d\d:\d\d(\.\d+)?Z/g, "")
    .replaceAll(
      /"(id|validationId|organizationName|companyName|domain|qualification|vettingStatus|vettingReason)":"([^"]*)"/g,
      (all, name: string, value: string) => (/^(Education|GovernmentCommunityCloud|InReview|Denied)$/.test(value) ? all : `"${name}":"…"`),
    )
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => (id === customerId || id === requestId ? id : "ID"));
}

test.each(Object.entries(runs))("%s: played, it ends in the same way", async (_name, run) => {
  const file = join(folder, "recording.jsonl");
  const server = await startPartnerCenter(run.reply, run.token ?? giveToken);
  let first: string;
  try {
    first = await endOf(run, server.url, {}, file);
  } finally {
    await server.close();
  }
  expect(first).toMatch(run.ends);
  expect(readFileSync(file, "utf8")).not.toMatch(/contoso/i);

  const emulator = await startEmulator({ replay: file });
  try {
    const again = await endOf(run, emulator.url, {
      tenantId: wellKnownTenant,
      clientId: wellKnownClient,
      clientSecret: "emulator-client-secret",
      refreshToken: "emulator-refresh-token",
    });
    expect(comparable(again)).toBe(comparable(first));
    expect(emulator.replay?.unplayed()).toEqual([]);
  } finally {
    await emulator.close();
  }
});

/** The emulator's own partner, written out: what a person who plays a recording signs in as. */
const wellKnownTenant = "11111111-eeee-4aaa-8aaa-000000000001";
const wellKnownClient = "22222222-eeee-4aaa-8aaa-000000000002";

test("no token is in the recording of a run that signs in, submits and reads", async () => {
  const file = join(folder, "recording.jsonl");
  const token = accessToken({ name: "planted" });
  const server = await startPartnerCenter(
    (request, response) => (request.method === "POST" ? json(response, 201, inReview, ids) : json(response, 200, [])),
    (_request, response) =>
      json(response, 200, { token_type: "Bearer", expires_in: 3599, access_token: token, refresh_token: "rotated-refresh-token" }),
  );
  try {
    const run: Run = { reply: () => {}, ask: async (client) => [await listed(client), await submitted(client)], ends: /./ };
    await endOf(run, server.url, {}, file);
  } finally {
    await server.close();
  }
  const text = readFileSync(file, "utf8");
  for (const secret of [
    token,
    "rotated-refresh-token",
    "the-refresh-token",
    "the-client-secret",
    customerId,
    requestId,
    "contoso",
    "11111111-2222",
  ]) {
    expect(text).not.toContain(secret);
  }
  expect(text.split("\n").filter((line) => line.includes("oauth2"))).toHaveLength(1);
});
