import type { AccessToken } from "../../provider/auth/credential";
import { cacheNumbers, createTokenCache } from "../../provider/auth/tokenCache";
import { PartnerCenterError } from "../../provider/errors";
import { VirtualClock } from "../support/virtualClock";

const hour = 60 * 60 * 1000;

function setUp(give: (count: number) => Promise<AccessToken | null> | AccessToken | null) {
  const clock = new VirtualClock();
  const asked: (string | string[])[] = [];
  const credential = {
    getToken: async (scopes: string | string[]) => {
      asked.push(scopes);
      return give(asked.length);
    },
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
  await clock.advance(hour - cacheNumbers.early - 1);
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
  cache.invalidate(old);
  const fresh = await cache.get();
  cache.invalidate(old);
  expect(await cache.get()).toBe(fresh);
  expect(asked).toHaveLength(2);
});

test("a refused sign-in is not repeated for a minute, a failed one is", async () => {
  const { cache, asked, clock } = setUp(() => Promise.reject(new PartnerCenterError("no", { kind: "mfa" })));
  for (let i = 0; i < 5; i++) await expect(cache.get()).rejects.toMatchObject({ kind: "mfa" });
  expect(asked).toHaveLength(1);
  await clock.advance(cacheNumbers.refused);
  await expect(cache.get()).rejects.toMatchObject({ kind: "mfa" });
  expect(asked).toHaveLength(2);

  const failing = setUp(() => Promise.reject(new PartnerCenterError("no", { kind: "unavailable" })));
  for (let i = 0; i < 3; i++) await expect(failing.cache.get()).rejects.toMatchObject({ kind: "unavailable" });
  expect(failing.asked).toHaveLength(3);
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
