import type { ServerResponse } from "node:http";
import { createPartnerCenter } from "../../provider/partnerCenter/client";
import type { Ports } from "../../provider/ports";
import type { QualificationEntry } from "../../provider/qualification/model";
import type { Accepted, PartnerCenter, Submission } from "../../provider/qualification/partnerCenterPort";
import { systemPorts } from "../../provider/systemPorts";
import {
  accessToken,
  customerId,
  giveToken,
  hastyPorts,
  requestId,
  settingsFor,
  silent,
  startPartnerCenter,
} from "../support/partnerCenter";
import { json, type Received } from "../support/server";

const submission: Submission = { customerId, kind: "Education", educationSegment: "K12", requestId };
const accepted = { qualification: "Education", vettingStatus: "InReview", vettingCreateDate: "2026-11-20T10:00:00Z" };

type Step = (response: ServerResponse) => void;
const answer =
  (status: number, body: unknown = "", headers: Record<string, string> = {}): Step =>
  (response) =>
    json(response, status, body, headers);
const drop: Step = (response) => response.destroy();
const silence: Step = () => {};
const half: Step = (response) => {
  response.writeHead(201, { "Content-Length": "1000" });
  response.write('{"qualification":"Edu');
  setTimeout(() => response.destroy(), 5);
};

/** What the reads after a submission are answered with, while one is under way. */
let readBacks: Looks | undefined;

/** Runs work against a service that takes one step for each call; the last step repeats. What is read back is no call. */
async function against<T>(
  steps: Step[],
  work: (client: PartnerCenter, calls: Received[], tokenRequests: Received[]) => Promise<T>,
  { ports = hastyPorts, config = {} }: { ports?: Ports; config?: Record<string, string> } = {},
): Promise<T> {
  readBacks = undefined;
  const calls: Received[] = [];
  const server = await startPartnerCenter((request, response) => {
    if (request.method === "GET" && readBacks) readBacks.answer(response);
    else steps[Math.min(calls.push(request), steps.length) - 1]?.(response);
  });
  try {
    return await work(createPartnerCenter(settingsFor(server.url, config), ports, silent), calls, server.tokenRequests);
  } finally {
    await server.close();
  }
}

/** Submits, while reads are answered as the looks say. */
const submit = (
  client: PartnerCenter,
  looks: Looks,
  more: { signal?: AbortSignal; before?: QualificationEntry } = {},
): Promise<Accepted> => {
  readBacks = looks;
  return client.submit(submission, { before: undefined, ...more });
};

const failure = (work: Promise<unknown>): Promise<Record<string, unknown>> =>
  work.then(
    (value) => Promise.reject(new Error(`no failure, but ${JSON.stringify(value)}`)),
    (error: Record<string, unknown>) => error,
  );

interface Looks {
  answer(response: ServerResponse): void;
  count(): number;
}

/** What is read back, one answer after another, the last one for ever: an entry, nothing, or that it cannot be read. */
const looks = (...answers: (QualificationEntry | "unreadable" | undefined)[]): Looks => {
  let count = 0;
  return {
    answer(response) {
      const found = answers[Math.min(count++, answers.length - 1)];
      if (found === "unreadable") json(response, 403, { code: 2032, description: "no", source: "PartnerFD" });
      else json(response, 200, found === undefined ? [] : [found]);
    },
    count: () => count,
  };
};

describe("a read", () => {
  test.each<[string, Step]>([
    ["500", answer(500, { code: 800003, description: "unexpected", source: "PartnerFD" })],
    ["502 of a gateway", answer(502, "<html>Bad Gateway</html>")],
    ["503", answer(503)],
    ["408", answer(408)],
    ["429", answer(429, { statusCode: 429, message: "Rate limit is exceeded. Try again in 0 seconds." }, { "Retry-After": "0" })],
    ["a dropped connection", drop],
    ["half an answer", half],
  ])("is repeated after %s, as the same request with a fresh correlation id", async (_name, step) => {
    await against([step, step, step, answer(200, [accepted])], async (client, calls) => {
      expect(await client.qualifications(customerId)).toEqual([accepted]);
      expect(calls).toHaveLength(4);
      expect(new Set(calls.map(({ headers }) => headers["ms-requestid"])).size).toBe(1);
      expect(new Set(calls.map(({ headers }) => headers["ms-correlationid"])).size).toBe(4);
    });
  });

  test.each<[string, Step, string]>([
    ["500", answer(500), "unavailable"],
    ["429", answer(429, "", { "Retry-After": "0" }), "throttled"],
    ["a dropped connection", drop, "unavailable"],
  ])("gives up after four times %s", async (_name, step, kind) => {
    await against([step], async (client, calls) => {
      expect(await failure(client.qualifications(customerId))).toMatchObject({ kind, fate: "untouched" });
      expect(calls).toHaveLength(4);
    });
  });

  test.each([400, 403, 404, 409, 405, 301, 501])("is not repeated after %i", async (status) => {
    await against([answer(status, { code: 3000, description: "no", source: "PartnerFD" })], async (client, calls) => {
      await failure(client.qualifications(customerId));
      expect(calls).toHaveLength(1);
    });
  });

  test("gives up at once where Retry-After passes the deadline, and names the time", async () => {
    await against([answer(429, "", { "Retry-After": "3600" })], async (client, calls) => {
      const error = await failure(client.qualifications(customerId));
      expect(error).toMatchObject({ kind: "throttled", status: 429 });
      expect(error["message"]).toContain("3600 s");
      // The pause is everybody's: no further request goes out.
      expect(await failure(client.qualifications("11111111-2222-4333-8444-555555555556"))).toMatchObject({ kind: "throttled" });
      expect(await failure(submit(client, looks(undefined)))).toMatchObject({ kind: "throttled", fate: "untouched" });
      expect(calls).toHaveLength(1);
    });
  });

  test("a pause after 429 holds back everybody else", async () => {
    await against([answer(429, "", { "Retry-After": "1" }), answer(200, "[]")], async (client, calls) => {
      const first = client.qualifications(customerId);
      await new Promise((resolve) => setTimeout(resolve, 200));
      const started = performance.now();
      await client.qualifications("11111111-2222-4333-8444-555555555556");
      expect(performance.now() - started).toBeGreaterThan(500);
      await first;
      expect(calls).toHaveLength(3);
    });
  });

  test.each<[string, string | Buffer]>([
    ["an empty body", ""],
    ["a page", "<!DOCTYPE html><title>Sign in</title>"],
    ["something else", '{"hello":"world"}'],
    ["an entry without a name", '[{"qualification":"Education"},{}]'],
    ["half of JSON", '[{"qualification":"Educa'],
  ])("takes %s for no list at all", async (_name, body) => {
    await against([answer(200, body)], async (client) => {
      expect(await failure(client.qualifications(customerId))).toMatchObject({ kind: "notPartnerCenter", status: 200 });
    });
  });

  test("takes 204 for no list at all", async () => {
    await against([(response) => response.writeHead(204).end()], async (client) => {
      expect(await failure(client.qualifications(customerId))).toMatchObject({ kind: "notPartnerCenter" });
    });
  });

  test("is interrupted within 50 ms, in flight and while it waits", async () => {
    for (const step of [silence, answer(503, "", { "Retry-After": "100" })]) {
      await against([step], async (client) => {
        const controller = new AbortController();
        const failed = failure(client.qualifications(customerId, controller.signal));
        await new Promise((resolve) => setTimeout(resolve, 100));
        const started = performance.now();
        controller.abort();
        expect(await failed).toBeDefined();
        expect(performance.now() - started).toBeLessThan(50);
      });
    }
  });
});

describe("a submission", () => {
  test.each<[string, Step]>([
    ["a 500", answer(500)],
    ["a 502 page", answer(502, "<html>")],
    ["a 503", answer(503)],
    ["a 504", answer(504)],
    ["a 408", answer(408)],
    ["a dropped connection", drop],
  ])("after %s is looked for, and found: not sent again", async (_name, step) => {
    await against([step], async (client, calls) => {
      const look = looks(accepted);
      expect(await submit(client, look)).toEqual({
        entry: accepted,
        requestId,
        correlationId: calls[0]?.headers["ms-correlationid"],
      });
      expect(calls).toHaveLength(1);
      expect(look.count()).toBe(1);
    });
  });

  test("that was not found is sent again, the same with a fresh correlation id", async () => {
    await against([drop, answer(500), answer(201, accepted)], async (client, calls) => {
      const look = looks(undefined);
      expect(await submit(client, look)).toMatchObject({ entry: accepted });
      expect(look.count()).toBe(2);
      expect(calls.map(({ headers }) => headers["ms-requestid"])).toEqual([requestId, requestId, requestId]);
      expect(new Set(calls.map(({ headers }) => headers["ms-correlationid"])).size).toBe(3);
      expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
    });
  });

  test("is sent four times at most, looked for after the last one too, and then its outcome is unknown", async () => {
    await against([answer(503)], async (client, calls) => {
      const look = looks(undefined);
      const error = await failure(submit(client, look));
      expect(error).toMatchObject({ kind: "unavailable", fate: "unknown", requestId });
      expect(error["message"]).toContain("the next run looks before it acts");
      expect(calls).toHaveLength(4);
      expect(look.count()).toBe(4);
    });
  });

  test("found only by the last look is accepted", async () => {
    await against([answer(503)], async (client) => {
      expect(await submit(client, looks(undefined, undefined, undefined, accepted))).toMatchObject({ entry: accepted });
    });
  });

  test("is not sent again where looking fails", async () => {
    await against([answer(500)], async (client, calls) => {
      const error = await failure(submit(client, looks("unreadable")));
      expect(error).toMatchObject({ kind: "unavailable", fate: "unknown" });
      expect(calls).toHaveLength(1);
    });
  });

  test("that is refused the second time may have been accepted the first time: what is there counts", async () => {
    const refusal = answer(409, { code: 600999, description: "exists", errorName: "Exists" });
    await against([drop, refusal], async (client) => {
      expect(await submit(client, looks(undefined, accepted))).toMatchObject({ entry: accepted });
    });
    await against([drop, refusal], async (client) => {
      expect(await failure(submit(client, looks(undefined)))).toMatchObject({ kind: "refused", fate: "unknown" });
    });
  });

  test.each<[string, Step]>([
    ["nothing", answer(201, "")],
    ["half", half],
    ["half of JSON", answer(201, '{"qualification":"Educa')],
    ["another qualification", answer(200, { qualification: "Nonprofit" })],
    ["204", (response) => void response.writeHead(204).end()],
  ])("that is accepted with %s never throws, and looks once", async (_name, step) => {
    for (const [look, entry] of [
      [looks(accepted), accepted],
      [looks(undefined), undefined],
      [looks("unreadable"), undefined],
    ] as const) {
      await against([step], async (client, calls) => {
        const result: Accepted = await submit(client, look);
        expect(result.entry).toEqual(entry);
        expect(result.requestId).toBe(requestId);
        expect(calls).toHaveLength(1);
        expect(look.count()).toBe(1);
      });
    }
  });

  test("answered by a web page was not accepted by Partner Center, unless it is there", async () => {
    const page = answer(200, "<html>Sign in to the network</html>");
    await against([page], async (client) => {
      expect(await failure(submit(client, looks(undefined)))).toMatchObject({ kind: "notPartnerCenter", fate: "unknown" });
      expect(await submit(client, looks(accepted))).toMatchObject({ entry: accepted });
    });
  });

  describe("is seen in what is listed now by any difference", () => {
    const denied = {
      qualification: "Education",
      vettingStatus: "Denied",
      vettingReason: "Not an Academic Domain",
      vettingCreateDate: "2026-11-20T10:00:00.123Z",
    };
    test.each<[string, object[], object]>([
      [
        "a date that is later by a moment",
        [{ ...denied, vettingCreateDate: "2026-11-20T10:00:00.1230001+00:00" }],
        { vettingStatus: "Denied" },
      ],
      ["another reason", [{ ...denied, vettingReason: "Not an Education Customer" }], { vettingReason: "Not an Education Customer" }],
      ["a request in review behind the old denial", [denied, { ...denied, vettingStatus: "InReview" }], { vettingStatus: "InReview" }],
      [
        "a later denial beside the old one",
        [{ ...denied, vettingCreateDate: "2026-11-20T10:00:01Z" }, denied],
        { vettingCreateDate: "2026-11-20T10:00:01Z" },
      ],
    ])("%s", async (_name, listed, found) => {
      await against([drop, answer(201, accepted)], async (client, calls) => {
        const look: Looks = { answer: (response) => json(response, 200, listed), count: () => 0 };
        expect((await submit(client, look, { before: denied })).entry).toMatchObject(found);
        expect(calls).toHaveLength(1);
      });
    });

    test("not where the old entry is still all there is", async () => {
      await against([drop, answer(201, accepted)], async (client, calls) => {
        const look: Looks = {
          answer: (response) => json(response, 200, [{ ...denied, vettingCreateDate: "2026-11-20T10:00:00.1230000Z" }]),
          count: () => 0,
        };
        expect((await submit(client, look, { before: denied })).entry).toEqual(accepted);
        expect(calls).toHaveLength(2);
      });
    });
  });

  test("after 429 is sent again without looking", async () => {
    await against([answer(429, "", { "Retry-After": "0" }), answer(201, accepted)], async (client, calls) => {
      const look = looks(undefined);
      await submit(client, look);
      expect(look.count()).toBe(0);
      expect(calls.map(({ headers }) => headers["ms-requestid"])).toEqual([requestId, requestId]);
    });
  });

  test.each([400, 403, 404, 409, 307, 501])("is not sent again after %i", async (status) => {
    await against([answer(status, { code: 3000, description: "no", source: "PartnerFD" })], async (client, calls) => {
      const look = looks(accepted);
      expect(await failure(submit(client, look))).toMatchObject({ status, fate: status < 400 || status === 501 ? "untouched" : "refused" });
      expect(calls).toHaveLength(1);
      expect(look.count()).toBe(0);
    });
  });

  test("to nobody is tried again without looking", async () => {
    const server = await startPartnerCenter(() => {});
    await server.close();
    const client = createPartnerCenter(settingsFor(server.url, { accessToken: accessToken() }), hastyPorts, silent);
    const look = looks(undefined);
    const error = await failure(submit(client, look));
    expect(error).toMatchObject({ kind: "unreachable", code: "ECONNREFUSED", fate: "untouched" });
    expect(error["message"]).toMatch(/Check the network, .* and partnercenter:endpoint and partnercenter:cloud\./);
    expect(look.count()).toBe(0);
  });

  test("in flight is finished though the run is interrupted", async () => {
    await against([(response) => setTimeout(() => json(response, 201, accepted), 150)], async (client) => {
      const controller = new AbortController();
      const result = submit(client, looks(undefined), { signal: controller.signal });
      setTimeout(() => controller.abort(), 50);
      expect(await result).toMatchObject({ entry: accepted });
    });
  });

  test("is not sent at all once the run is interrupted, nor again", async () => {
    await against([answer(503, "", { "Retry-After": "100" })], async (client, calls) => {
      const controller = new AbortController();
      const look = looks(undefined);
      const failed = failure(submit(client, look, { signal: controller.signal }));
      await new Promise((resolve) => setTimeout(resolve, 100));
      const started = performance.now();
      controller.abort();
      expect(await failed).toMatchObject({ kind: "interrupted", fate: "unknown" });
      expect(performance.now() - started).toBeLessThan(50);
      expect(look.count()).toBe(1);
      expect(await failure(submit(client, look, { signal: controller.signal }))).toMatchObject({
        kind: "interrupted",
        fate: "untouched",
      });
      expect(calls).toHaveLength(1);
    });
  });

  test("ends by its deadline, whatever happens", async () => {
    const fast: Ports = { ...systemPorts, random: () => 0, timer: (ms, fire) => systemPorts.timer(ms / 200, fire) };
    await against(
      [silence],
      async (client, calls) => {
        const started = performance.now();
        expect(await failure(submit(client, { answer: () => {}, count: () => 0 }))).toMatchObject({ kind: "unavailable", fate: "unknown" });
        expect(performance.now() - started).toBeLessThan(3000);
        expect(calls).toHaveLength(1);
      },
      { ports: fast },
    );
  });
});

describe("a token that is not accepted", () => {
  const refused = answer(401, { code: 400, description: "Access denied", source: "PartnerFD" });

  test("is renewed once, in silence", async () => {
    await against([refused, answer(200, "[]")], async (client, calls, tokenRequests) => {
      expect(await client.qualifications(customerId)).toEqual([]);
      expect(calls).toHaveLength(2);
      expect(tokenRequests).toHaveLength(2);
    });
  });

  test("is renewed for a submission too, which was not carried out", async () => {
    await against([refused, answer(201, accepted)], async (client, calls) => {
      const look = looks(undefined);
      expect(await submit(client, look)).toMatchObject({ entry: accepted });
      expect(calls.map(({ headers }) => headers["ms-requestid"])).toEqual([requestId, requestId]);
      expect(look.count()).toBe(0);
    });
  });

  test("twice is an error", async () => {
    await against([refused], async (client, calls) => {
      expect(await failure(client.qualifications(customerId))).toMatchObject({ kind: "authentication", status: 401, code: "400" });
      expect(calls).toHaveLength(2);
    });
  });

  test("is not renewed where it was given from outside", async () => {
    await against(
      [refused],
      async (client, calls, tokenRequests) => {
        expect(await failure(client.qualifications(customerId))).toMatchObject({ kind: "authentication" });
        expect([calls.length, tokenRequests.length]).toEqual([1, 0]);
      },
      { config: { accessToken: accessToken() } },
    );
  });

  test.each<[string, Step]>([
    ["900421", answer(401, { code: 900421, description: "MFA is required", source: "PartnerFD" })],
    ["10001", answer(401, { code: 10001, description: "MFA is required", source: "PartnerFD" })],
    ["the header alone", answer(401, "", { "WWW-Authenticate": 'Bearer error="invalid_token"' })],
    ["the reason phrase", (response) => void response.writeHead(401, "Unauthorized - MFA required").end()],
  ])("for want of MFA (%s) is not renewed", async (_name, step) => {
    await against([step], async (client, calls, tokenRequests) => {
      expect(await failure(submit(client, looks(undefined)))).toMatchObject({ kind: "mfa", status: 401 });
      expect([calls.length, tokenRequests.length]).toEqual([1, 1]);
    });
  });
});

describe("before a submission the token is looked at", () => {
  const now = Math.floor(Date.now() / 1000);
  test.each<[string, Record<string, unknown>, string]>([
    ["another audience", { aud: "https://graph.windows.net" }, "authentication"],
    ["another tenant", { tid: customerId }, "authentication"],
    ["no user", { scp: undefined, amr: undefined, idtyp: "app" }, "appOnly"],
    ["no MFA", { amr: ["pwd"] }, "mfa"],
    ["no way of signing in named", { amr: undefined }, "mfa"],
    ["expired", { exp: now - 10 }, "authentication"],
  ])("%s: %j is %s, without a request", async (_name, claims, kind) => {
    const server = await startPartnerCenter(
      (_request, response) => json(response, 200, "[]"),
      (_request, response) => json(response, 200, { access_token: accessToken(claims), expires_in: "3599" }),
    );
    try {
      const client = createPartnerCenter(settingsFor(server.url), hastyPorts, silent);
      const error = await failure(submit(client, looks(undefined)));
      expect(error).toMatchObject({ kind, fate: "untouched" });
      expect(error["message"]).toContain(`Submitting Education for customer ${customerId} was not tried.`);
      expect(server.calls).toEqual([]);
      // Reading needs none of it.
      expect(await client.qualifications(customerId)).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test("one that cannot be read is left to the service", async () => {
    const server = await startPartnerCenter(
      (_request, response) => json(response, 201, accepted),
      (_request, response) => json(response, 200, { access_token: "opaque-token", expires_in: 3599 }),
    );
    try {
      const client = createPartnerCenter(settingsFor(server.url), hastyPorts, silent);
      expect(await submit(client, looks(undefined))).toMatchObject({ entry: accepted });
    } finally {
      await server.close();
    }
  });
});

test("a sign-in that fails twice and then works is one sign-in", async () => {
  const server = await startPartnerCenter(
    (_request, response) => json(response, 200, "[]"),
    (request, response, index) => (index < 2 ? json(response, 503, "") : giveToken(request, response)),
  );
  try {
    const client = createPartnerCenter(settingsFor(server.url), hastyPorts, silent);
    await Promise.all([client.qualifications(customerId), client.validationCodes().catch(() => {})]);
    expect(server.tokenRequests).toHaveLength(3);
  } finally {
    await server.close();
  }
});

test("a ceiling spaces the requests", async () => {
  await against(
    [answer(200, "[]")],
    async (client) => {
      const started = performance.now();
      for (let i = 0; i < 4; i++) await client.qualifications(customerId);
      expect(performance.now() - started).toBeGreaterThan(280);
    },
    { config: { requestsPerMinute: "600" } },
  );
});
