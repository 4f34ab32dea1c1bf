import { wellKnown } from "../../emulator";
import { emulatorCredentials } from "../../provider/config/clouds";
import { call, withEmulator } from "./support";

test("the provider's credentials for an emulator are those an emulator knows, though neither imports the other", () => {
  expect(wellKnown).toMatchObject(emulatorCredentials);
});

test("the well-known access token is the same each time, and good at any emulator", async () => {
  expect(wellKnown.accessToken).toBe(wellKnown.accessToken);
  await withEmulator({}, async (emulator) => {
    expect((await call(emulator, "GET", "/v1/customers", { token: wellKnown.accessToken })).status).toBe(200);
  });
});
