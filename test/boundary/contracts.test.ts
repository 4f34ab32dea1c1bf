import type { Control, ReceivedRequest } from "../../emulator";
import { contoso, education, government, inWorld, stateOwned, type WorldOptions } from "./support/world";

/** The exact requests of each wire contract, as the service receives them from the real process. */

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const under = (contract: string, postContract: "2023-05" | "2021-02" = "2023-05"): WorldOptions => ({
  provider: ({ url }) => ({ config: { "partnercenter:emulator": url, "partnercenter:apiContract": contract } }),
  emulator: { assumptions: { postContract } },
});

function wire(control: Control): string[] {
  return api(control).map(({ method, path, query, body }) => {
    const search = new URLSearchParams(query).toString();
    return `${method} ${path}${search ? `?${search}` : ""}${body ? ` ${body}` : ""}`;
  });
}

function api(control: Control): readonly ReceivedRequest[] {
  return control.requests({ path: "/v1/" });
}

const customer = `/v1/customers/${contoso}`;
const { educationSegment: _, website: __, ...bareEducation } = education;

test("2023-05, for Education, GovernmentCommunityCloud and StateOwnedEntity", () =>
  inWorld(async ({ provider, control }) => {
    await provider.create(education);
    await provider.create(stateOwned);
    control.setQualifications(contoso, []);
    await provider.create(government);
    expect(wire(control)).toEqual([
      `GET ${customer}/qualifications`,
      `POST ${customer}/qualifications {"qualification":"Education","educationSegment":"HigherEducation","website":"contoso.edu"}`,
      `GET ${customer}/qualifications`,
      `POST ${customer}/qualifications {"qualification":"StateOwnedEntity"}`,
      `GET ${customer}/qualifications`,
      "GET /v1/customers/all/validations",
      `POST ${customer}/qualifications {"qualification":"GovernmentCommunityCloud","validationCode":"123456"}`,
    ]);
  }, under("2023-05")));

test("2021-02: the qualification alone, the code in the query", () =>
  inWorld(
    async ({ provider, control }) => {
      await provider.create(bareEducation);
      control.setQualifications(contoso, []);
      const { outs } = await provider.create(government);
      expect(outs).toMatchObject({ vettingStatus: "Approved", approved: true });
      expect(wire(control)).toEqual([
        `GET ${customer}/qualifications`,
        `POST ${customer}/qualifications {"Qualification":"Education"}`,
        `GET ${customer}/qualifications`,
        "GET /v1/customers/all/validations",
        `POST ${customer}/qualifications?code=123456 {"Qualification":"GovernmentCommunityCloud"}`,
      ]);
      await expect(provider.create(stateOwned)).rejects.toThrow(/StateOwnedEntity cannot be asked for under the API contract 2021-02/);
    },
    under("2021-02", "2021-02"),
  ));

test("2018-09: a PUT of the enum's number, a bare string as the answer", () =>
  inWorld(async ({ provider, control }) => {
    const { id, outs } = await provider.create(bareEducation);
    expect((await provider.read(id, outs)).props).toEqual(outs);
    control.setQualifications(contoso, []);
    const gone = await provider.read(id, outs);
    expect(gone.props).toMatchObject({ qualification: "Education", vettingStatus: "NotListed" });
    await provider.create(government);
    expect(wire(control)).toEqual([
      `GET ${customer}/qualification`,
      `PUT ${customer}/qualification 1`,
      `GET ${customer}/qualification`,
      `GET ${customer}/qualification`,
      `GET ${customer}/qualification`,
      "GET /v1/customers/all/validations",
      `PUT ${customer}/qualification?code=123456 3`,
    ]);
  }, under("2018-09")));

test("every request carries the documented headers: one request id for an intent, a new correlation id for each sending", () =>
  inWorld(async ({ provider, control }) => {
    await provider.create(education);
    for (const { headers, method } of api(control)) {
      expect(headers).toMatchObject({
        accept: "application/json",
        authorization: expect.stringMatching(/^Bearer ey/),
        "ms-requestid": expect.stringMatching(guid),
        "ms-correlationid": expect.stringMatching(guid),
        "ms-partnercenter-application": "pulumi-partnercenter",
        "user-agent": expect.stringMatching(/^pulumi-partnercenter\/\d+\.\d+\.\d+ node\/\d/),
      });
      expect(headers["content-type"]).toBe(method === "GET" ? undefined : "application/json");
    }
    const ids = api(control).map(({ headers }) => headers["ms-correlationid"]);
    expect(new Set(ids).size).toBe(ids.length);
  }));

test("a website is sent as every documented sample writes it, and recorded as declared", () =>
  inWorld(async ({ provider, control }) => {
    const { outs } = await provider.create({ ...education, website: "HTTPS://WWW.Contoso.edu/" });
    expect(JSON.parse(control.submissions()[0]?.body ?? "")).toMatchObject({ website: "www.contoso.edu" });
    expect(outs).toMatchObject({ website: "HTTPS://WWW.Contoso.edu/" });
  }));
