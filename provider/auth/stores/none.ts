import type { TokenStore } from "./store";

/** Keeps nothing: the configured refresh token is redeemed in each run, and stays valid for 90 days from its own sign-in. */
export const noStore: TokenStore = {
  name: "no store",
  keeps: false,
  load: async () => undefined,
  save: async () => {},
};
