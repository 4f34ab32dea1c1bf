import type { AccessToken, TokenCredential } from "../../provider/auth/credential";
import { createTokenCache } from "../../provider/auth/tokenCache";
import { PartnerCenterError } from "../../provider/errors";
import { VirtualClock } from "../support/virtualClock";

const minute = 60 * 1000;
const hour = 60 * minute;

function setUp(give: (count: number) => Promise<AccessToken | null> | AccessToken | null, more: Partial<TokenCredential> = {}) {
  const clock = new VirtualClock();
  const asked: (string | string[])[] = [];
  const credential = {
    getToken: async (scopes: string | string[]) => {
      asked.push(scopes);
      return give(asked.length);
    },
    ...more,
  };
  return { clock, asked, cache: createTokenCache(credential, "scope/.default", clock) };
}
const token = (clock: { now(): number }, name: string, lifetime = hour): AccessToken => ({
  token: name,
  expiresOnTimestamp: clock.now() + lifetime,
});

test("a thousand ask, one token is fetched", async () => {
  const { cache, asked, clock } = setUp((count) => token(clock, `t${count}`));
  const all = await Promise.all(Array.from({ length: 1000 }, () => cache.get()));
  expect(new Set(all)).toEqual(new Set(["t1"]));
  expect(asked).toEqual(["scope/.default"]);
});

test("it is renewed two minutes before it ends", async () => {
  const { cache, asked, clock } = setUp((count) => token(clock, `t${count}`));
  await cache.get();
  await clock.advance(hour - 2 * minute - 1);
  expect(await cache.get()).toBe("t1");
  await clock.advance(1);
  expect(await cache.get()).toBe("t2");
  expect(asked).toHaveLength(2);
});

test("where the renewal fails, the old one serves until its end", async () => {
  const { cache, clock } = setUp((count) =>
    count === 1 ? token(clock, "t1") : Promise.reject(new PartnerCenterError("no", { kind: "unavailable" })),
  );
  await cache.get();
  await clock.advance(hour - 1000);
  expect(await cache.get()).toBe("t1");
  await clock.advance(1000);
  await expect(cache.get()).rejects.toMatchObject({ kind: "unavailable" });
});

test("a token that is refused is replaced once, however many were refused with it", async () => {
  const { cache, asked, clock } = setUp((count) => token(clock, `t${count}`));
  const old = await cache.get();
  expect(cache.replace(old, false)).toBe(true);
  const fresh = await cache.get();
  expect(cache.replace(old, false)).toBe(true);
  expect(await cache.get()).toBe(fresh);
  expect(asked).toHaveLength(2);
});

test("a fresh token that is refused, too, is not replaced for a minute: sixty customers, two sign-ins", async () => {
  const { cache, asked, clock } = setUp((count) => token(clock, `t${count}`));
  let refusals = 0;
  for (let customer = 0; customer < 60; customer++) {
    while (cache.replace(await cache.get(), false)) refusals++;
    await clock.advance(100);
  }
  expect(asked).toHaveLength(2);
  expect(refusals).toBe(1);
  await clock.advance(minute);
  expect(cache.replace(await cache.get(), false)).toBe(true);
  await cache.get();
  expect(asked).toHaveLength(3);
});

test("a missing proof of MFA is cured by another sign-in alone, and a token got elsewhere by nothing", async () => {
  const alone = setUp((count) => token(alone.clock, `t${count}`));
  expect(alone.cache.replace(await alone.cache.get(), true)).toBe(false);

  let left = 1;
  const more = setUp((count) => token(more.clock, `t${count}`), { passOver: () => left-- > 0 });
  expect(more.cache.replace(await more.cache.get(), true)).toBe(true);
  expect(await more.cache.get()).toBe("t2");
  expect(more.cache.replace("t2", true)).toBe(false);

  const elsewhere = setUp((count) => token(elsewhere.clock, `t${count}`), { renewable: false });
  expect(elsewhere.cache.replace(await elsewhere.cache.get(), false)).toBe(false);
});

test("a credential that hangs is told as the sign-in's, in less time than a request has, and the next one is not stuck behind it", async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const clock = new VirtualClock();
  const credential: TokenCredential = {
    getToken: (_scopes, options) => {
      signals.push(options?.abortSignal);
      return signals.length === 1 ? new Promise(() => {}) : Promise.resolve(token(clock, "t"));
    },
  };
  const cache = createTokenCache(credential, "scope/.default", clock);
  const told = expect(cache.get()).rejects.toMatchObject({
    kind: "authentication",
    message: expect.stringContaining("The sign-in did not end within 150 s."),
  });
  await clock.advance(150_000);
  await told;
  expect(signals[0]?.aborted).toBe(true);
  await clock.advance(minute);
  expect(await cache.get()).toBe("t");
});

test("a refused sign-in is not repeated for a minute, a failed one for ten seconds", async () => {
  const { cache, asked, clock } = setUp(() => Promise.reject(new PartnerCenterError("no", { kind: "mfa" })));
  for (let i = 0; i < 5; i++) await expect(cache.get()).rejects.toMatchObject({ kind: "mfa" });
  expect(asked).toHaveLength(1);
  await clock.advance(minute);
  await expect(cache.get()).rejects.toMatchObject({ kind: "mfa" });
  expect(asked).toHaveLength(2);

  const failing = setUp(() => Promise.reject(new PartnerCenterError("no", { kind: "unavailable" })));
  for (let i = 0; i < 3; i++) await expect(failing.cache.get()).rejects.toMatchObject({ kind: "unavailable" });
  expect(failing.asked).toHaveLength(1);
  await failing.clock.advance(10_000);
  await expect(failing.cache.get()).rejects.toMatchObject({ kind: "unavailable" });
  expect(failing.asked).toHaveLength(2);
});

test("no token is an error, and one who leaves does not end it for the others", async () => {
  await expect(setUp(() => null).cache.get()).rejects.toMatchObject({ kind: "authentication" });

  let give: (value: AccessToken) => void = () => {};
  const { cache, clock } = setUp(() => new Promise((resolve) => (give = resolve)));
  const controller = new AbortController();
  const [leaver, stayer] = [cache.get(controller.signal), cache.get()];
  controller.abort();
  await expect(leaver).rejects.toBeDefined();
  give(token(clock, "t"));
  expect(await stayer).toBe("t");
});
