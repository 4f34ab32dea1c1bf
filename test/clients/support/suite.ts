import { claimsOf, errors, flows, type OverTls, type Place, startOverTls } from "./flows";
import { runProgram } from "./program";

/** A client of somebody else. */
export interface Client {
  readonly name: string;
  readonly command: () => readonly string[];
  readonly place: "atItsOwnAddress" | "asMicrosoft";
  /** What it says of an unknown tenant, where it tells nothing of Entra's answer. */
  readonly unknownTenant?: string;
  /** What it has no call for. */
  readonly without?: readonly string[];
}

/** The same for every client: each flow gives a token that is right, each mistake the error that is true. */
export function describeClient({ name, command, place, unknownTenant, without = [] }: Client): void {
  describe(`${name} over TLS, ${place === "asMicrosoft" ? "unchanged, at Microsoft's own names" : "at the emulator's address"}`, () => {
    let overTls: OverTls;
    let at: Place;
    beforeAll(async () => {
      overTls = await startOverTls();
      at = overTls[place];
    });
    afterAll(() => overTls.stop());

    test.each(flows.filter((flow) => !without.includes(flow)))("gets a token by %s", async (flow) => {
      const outcome = await runProgram(command(), flow, at.settings, at.environment);
      expect(outcome.error).toBeUndefined();
      const claims = claimsOf(outcome.accessToken);
      const { tenantId, clientId } = at.settings;
      expect(claims).toMatchObject({ aud: "https://api.partnercenter.microsoft.com", tid: tenantId, appid: clientId });
      expect(typeof claims["scp"]).toBe(flow.startsWith("client ") ? "undefined" : "string");
      if (flow.startsWith("silent")) expect(outcome.fromCache).toBe(true);
    });

    test.each(Object.entries(errors).filter(([mistake]) => !without.includes(mistake)))(
      "shows the true error for %s: %s",
      async (mistake, code) => {
        const outcome = await runProgram(command(), mistake, at.settings, at.environment);
        expect(outcome.accessToken).toBeUndefined();
        expect(outcome.error).toContain(mistake === "an unknown tenant" ? (unknownTenant ?? code) : code);
      },
    );
  });
}
