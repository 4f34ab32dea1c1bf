import { readFileSync } from "node:fs";
import path from "node:path";
import { contractNames } from "../../provider/apiContract";
import { createPartnerCenter } from "../../provider/partnerCenter/client";
import type { Submission } from "../../provider/qualification/partnerCenterPort";
import { accessToken, customerId, hastyPorts, requestId, settingsFor, silent, startPartnerCenter } from "../support/partnerCenter";
import { json } from "../support/server";

const { version } = JSON.parse(readFileSync(path.resolve(__dirname, "../../package.json"), "utf8")) as { version: string };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What each document says, byte for byte. */
const submissions: readonly {
  contract: string;
  source: string;
  submission: Omit<Submission, "customerId" | "requestId">;
  request: { method: string; url: string; body: string };
  answer: { status: number; body: string };
  entry: unknown;
}[] = [
  {
    contract: "2023-05",
    source: "update-customer-qualification-asynchronous (06/28/2022), Education",
    submission: { kind: "Education", educationSegment: "HigherEducation", website: "contoso.edu" },
    request: {
      method: "POST",
      url: `/v1/customers/${customerId}/qualifications`,
      body: '{"qualification":"Education","educationSegment":"HigherEducation","website":"contoso.edu"}',
    },
    answer: { status: 201, body: '{"qualification":"Education","vettingStatus":"InReview","vettingCreateDate":"2020-12-04T20:54:24Z"}' },
    entry: { qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2020-12-04T20:54:24Z" },
  },
  {
    contract: "2023-05",
    source: "same, GovernmentCommunityCloud",
    submission: { kind: "GovernmentCommunityCloud", validationCode: "123456" },
    request: {
      method: "POST",
      url: `/v1/customers/${customerId}/qualifications`,
      body: '{"qualification":"GovernmentCommunityCloud","validationCode":"123456"}',
    },
    answer: { status: 201, body: '{"qualification":"GovernmentCommunityCloud","vettingStatus":"Approved"}' },
    entry: { qualification: "GovernmentCommunityCloud", vettingStatus: "Approved" },
  },
  {
    contract: "2023-05",
    source: "same, StateOwnedEntity",
    submission: { kind: "StateOwnedEntity" },
    request: { method: "POST", url: `/v1/customers/${customerId}/qualifications`, body: '{"qualification":"StateOwnedEntity"}' },
    answer: { status: 201, body: '{"qualification":"StateOwnedEntity"}' },
    entry: { qualification: "StateOwnedEntity" },
  },
  {
    contract: "2021-02",
    source: "Update a customer's qualifications asynchronously (02/16/2021)",
    submission: { kind: "Education" },
    request: { method: "POST", url: `/v1/customers/${customerId}/qualifications`, body: '{"Qualification":"Education"}' },
    answer: {
      status: 201,
      body: '{\n    "qualification": "Education",\n    "vettingStatus": "InReview",\n    "vettingCreateDate": "2020-12-04T20:54:24Z"\n}',
    },
    entry: { qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2020-12-04T20:54:24Z" },
  },
  {
    contract: "2021-02",
    source: "same, with a validation code",
    submission: { kind: "GovernmentCommunityCloud", validationCode: "a b&c" },
    request: {
      method: "POST",
      url: `/v1/customers/${customerId}/qualifications?code=a%20b%26c`,
      body: '{"Qualification":"GovernmentCommunityCloud"}',
    },
    answer: { status: 200, body: '{"qualifications":[{"qualification":"GovernmentCommunityCloud"}]}' },
    entry: { qualification: "GovernmentCommunityCloud" },
  },
  {
    contract: "2018-09",
    source: "Update a customer's qualification (09/12/2018)",
    submission: { kind: "Education" },
    request: { method: "PUT", url: `/v1/customers/${customerId}/qualification`, body: "1" },
    answer: { status: 200, body: '\ufeff"education"' },
    entry: { qualification: "Education" },
  },
  {
    contract: "2018-09",
    source: "same, with a validation code",
    submission: { kind: "GovernmentCommunityCloud", validationCode: "123456" },
    request: { method: "PUT", url: `/v1/customers/${customerId}/qualification?code=123456`, body: "3" },
    answer: { status: 200, body: '"government_community_cloud"' },
    entry: { qualification: "GovernmentCommunityCloud" },
  },
];

test.each(submissions)("$contract submits as documented: $source", async ({ contract, submission, request, answer, entry }) => {
  const server = await startPartnerCenter((_request, response) => json(response, answer.status, answer.body));
  try {
    const client = createPartnerCenter(settingsFor(server.url, { apiContract: contract }), hastyPorts, silent);
    const accepted = await client.submit({ ...submission, customerId, requestId }, { before: undefined });
    expect(accepted).toEqual({ entry, requestId, correlationId: expect.stringMatching(uuid) });
    expect(server.calls).toHaveLength(1);
    const [sent] = server.calls;
    expect({ method: sent?.method, url: sent?.url, body: sent?.body }).toEqual(request);
    expect(sent?.headers).toMatchObject({
      authorization: expect.stringMatching(/^Bearer eyJ/),
      accept: "application/json",
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(request.body)),
      "ms-requestid": requestId,
      "ms-correlationid": accepted.correlationId,
      "user-agent": `pulumi-partnercenter/${version} node/${process.versions.node}`,
      "ms-partnercenter-application": "pulumi-partnercenter",
      connection: "keep-alive",
    });
  } finally {
    await server.close();
  }
});

test.each(contractNames)("%s reads as documented", async (contract) => {
  const body = contract === "2018-09" ? '"education"' : '[{"qualification":"Education","vettingStatus":"Approved"}]';
  const server = await startPartnerCenter((_request, response) => json(response, 200, body));
  try {
    const client = createPartnerCenter(settingsFor(server.url, { apiContract: contract }), hastyPorts, silent);
    const entries = await client.qualifications(customerId);
    expect(entries).toEqual([{ qualification: "Education", ...(contract === "2018-09" ? {} : { vettingStatus: "Approved" }) }]);
    const [sent] = server.calls;
    expect(sent).toMatchObject({
      method: "GET",
      url: `/v1/customers/${customerId}/qualification${contract === "2018-09" ? "" : "s"}`,
      body: "",
    });
    expect(sent?.headers["content-type"]).toBeUndefined();
    expect(sent?.headers["ms-requestid"]).toMatch(uuid);
    expect(sent?.headers["ms-correlationid"]).toMatch(uuid);
    expect(sent?.headers["ms-requestid"]).not.toBe(sent?.headers["ms-correlationid"]);
  } finally {
    await server.close();
  }
});

test("validation codes and customers are read as documented", async () => {
  const server = await startPartnerCenter((request, response) =>
    request.url.endsWith("/validations")
      ? json(response, 200, [
          { partnerId: "p", organizationName: "GCC Org", validationId: "12345", maxCreates: 5, remainingCreates: 4, eTag: 'W/"x"' },
          { partnerId: "p", validationId: 67, maxCreates: null, remainingCreates: null },
        ])
      : json(response, 200, {
          id: customerId.toUpperCase(),
          companyProfile: { tenantId: customerId, domain: "contoso.onmicrosoft.com", companyName: "Contoso" },
        }),
  );
  try {
    const client = createPartnerCenter(settingsFor(server.url), hastyPorts, silent);
    expect(await client.validationCodes()).toEqual([
      { validationId: "12345", organizationName: "GCC Org", remainingCreates: 4 },
      { validationId: "67" },
    ]);
    expect(await client.customer(customerId)).toEqual({ id: customerId, domain: "contoso.onmicrosoft.com", companyName: "Contoso" });
    expect(server.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "GET /v1/customers/all/validations",
      `GET /v1/customers/${customerId}`,
    ]);
    expect(server.tokenRequests).toHaveLength(1);
    expect(server.tokenRequests[0]?.url).toBe("/11111111-2222-4333-8444-555555555555/oauth2/v2.0/token");
    expect(Object.fromEntries(new URLSearchParams(server.tokenRequests[0]?.body))).toEqual({
      client_id: "99999999-2222-4333-8444-555555555555",
      client_secret: "the-client-secret",
      grant_type: "refresh_token",
      refresh_token: "the-refresh-token",
      scope: "https://api.partnercenter.microsoft.com/.default offline_access",
    });
  } finally {
    await server.close();
  }
});

test("a path is made of a checked GUID only", async () => {
  const server = await startPartnerCenter((_request, response) => json(response, 200, "[]"));
  try {
    const client = createPartnerCenter(settingsFor(server.url, { accessToken: accessToken() }), hastyPorts, silent);
    await expect(client.qualifications("../../evil")).rejects.toMatchObject({ kind: "rule" });
    await expect(client.customer(`${customerId}/x`)).rejects.toMatchObject({ kind: "rule" });
    expect(server.received).toEqual([]);
  } finally {
    await server.close();
  }
});
