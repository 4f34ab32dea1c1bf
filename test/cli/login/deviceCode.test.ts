import { signInByDeviceCode } from "../../../cli/login/deviceCode";
import type { Ports } from "../../../provider/ports";
import { systemPorts } from "../../../provider/systemPorts";
import { type Answer, applicationAt, clientId, type Entra, entra, tenantId, tokens, waits } from "./support";

let service: Entra;
afterEach(() => service.close());

const started = {
  device_code: "the-device-code",
  user_code: "ABCD",
  verification_uri: "https://device.example",
  interval: 7,
  expires_in: 60,
};
const pending = (error: string): Answer => ({
  status: 400,
  body: { error, error_description: error === "slow_down" ? "Too fast." : "AADSTS70016: pending" },
});

/** Time that passes as soon as somebody waits for it, and the waits that were asked for. */
function hurried(): { ports: Ports; slept: number[] } {
  let now = 1_800_000_000_000;
  const slept: number[] = [];
  const ports: Ports = {
    ...systemPorts,
    now: () => now,
    timer(ms, fire) {
      // The limits of a request are not waited for.
      if (ms >= 30_000) return systemPorts.timer(ms, fire);
      slept.push(ms);
      return systemPorts.timer(0, () => {
        now += ms;
        fire();
      });
    },
  };
  return { ports, slept };
}

async function signIn(answers: Record<string, Answer[]>, signals = waits().waits) {
  service = await entra(answers);
  const { ports, slept } = hurried();
  const said: string[] = [];
  const result = await signInByDeviceCode(applicationAt(service.url, ports), (message) => said.push(message), signals).then(
    (answer) => ({ answer, error: undefined }),
    (error: Error) => ({ answer: undefined, error }),
  );
  return { ...result, said, slept };
}

test("the user is told what to do, and the code is asked about at the pace that the service sets", async () => {
  const { answer, said, slept } = await signIn({
    devicecode: [{ status: 200, body: started }],
    token: [pending("authorization_pending"), pending("slow_down"), tokens],
  });
  expect(answer).toMatchObject({ refreshToken: "a-refresh-token" });
  expect(said).toEqual(["Open https://device.example in a browser and enter the code ABCD."]);
  expect(slept).toEqual([7_000, 7_000, 12_000]);
  expect(service.asked.map(({ path }) => path.split("/").at(-1))).toEqual(["devicecode", "token", "token", "token"]);
  expect(service.asked[0]?.fields).toEqual({
    client_id: clientId,
    scope: "https://api.partnercenter.microsoft.com/.default offline_access",
  });
  expect(service.asked[1]?.fields).toEqual({
    client_id: clientId,
    grant_type: "urn:ietf:params:oauth:grant-type:device_code",
    device_code: "the-device-code",
  });
  expect(service.asked[0]?.path).toBe(`/${tenantId}/oauth2/v2.0/devicecode`);
});

test("the service's own message is shown in one line; where it names no pace, it is five seconds", async () => {
  const { interval: _, ...unpaced } = started;
  const { said, slept } = await signIn({
    devicecode: [{ status: 200, body: { ...unpaced, message: "Go\r\nthere\u001B[2J now" } }],
    token: [tokens],
  });
  expect(said).toEqual(["Go there [2J now"]);
  expect(slept).toEqual([5_000]);
});

test("a code that ends before the user has finished", async () => {
  const { error, slept } = await signIn({ devicecode: [{ status: 200, body: started }], token: [pending("authorization_pending")] });
  expect(error?.message).toBe("Nobody finished the sign-in with the device code in time. Run `partnercenter login --device-code` again.");
  expect(slept.filter((ms) => ms === 7_000)).toHaveLength(9);
});

test.each<[string, Record<string, Answer[]>, RegExp]>([
  ["no device code", { devicecode: [{ status: 200, body: { user_code: "A", verification_uri: "x" } }] }, /./],
  ["no user code", { devicecode: [{ status: 200, body: { device_code: "A", verification_uri: "x" } }] }, /./],
  ["no page", { devicecode: [{ status: 200, body: { device_code: "A", user_code: "x" } }] }, /./],
  ["a list", { devicecode: [{ status: 200, body: [] }] }, /./],
  ["null", { devicecode: [{ status: 200, body: null }] }, /./],
  [
    "a refusal",
    { devicecode: [{ status: 400, body: { error: "invalid_client", error_description: "AADSTS7000218: secret" } }] },
    /AADSTS7000218/,
  ],
])("an answer with %s is an error, before anybody is told anything", async (_, answers, message) => {
  const { error, said } = await signIn(answers);
  expect(error?.message).toMatch(message);
  expect(error?.name).toBe("PartnerCenterError");
  expect(said).toEqual([]);
});

test("a user who declines ends it at once", async () => {
  const { error } = await signIn({
    devicecode: [{ status: 200, body: started }],
    token: [{ status: 400, body: { error: "authorization_declined", error_description: "AADSTS70018: declined" } }],
  });
  expect(error).toMatchObject({ name: "PartnerCenterError", kind: "authentication" });
  expect(service.asked).toHaveLength(2);
});

test.each<[string, Record<string, Answer[]>]>([
  ["the code is asked for", { devicecode: ["never"] }],
  ["the token is asked for", { devicecode: [{ status: 200, body: { ...started, interval: 0.01 } }], token: ["never"] }],
])("Ctrl-C ends it while %s", async (_, answers) => {
  service = await entra(answers);
  const { user, interrupt, waits: signals } = waits();
  setTimeout(() => {
    interrupt.abort();
    user.abort();
  }, 300);
  const ended = signInByDeviceCode(applicationAt(service.url), () => {}, signals);
  await expect(ended).rejects.toThrow("The sign-in was interrupted. Nothing was kept.");
});
