import * as pulumi from "@pulumi/pulumi";
import { Provider, type ProviderArgs } from "../../provider/resource/provider";

const registered: Record<string, unknown>[] = [];
beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      registered.push(inputs);
      return { id: name, state: inputs };
    },
    call: () => ({}),
  }),
);

test("an argument that means nothing is an error, and nothing of it is kept", () => {
  const misspelt: object = { tenantId: "t", clientSecrets: "planted", refreshtoken: "planted", other: "planted" };
  expect(() => new Provider("europe", misspelt as ProviderArgs)).toThrow(
    /^Provider "europe": clientSecrets: no such argument; did you mean clientSecret\?; refreshtoken: no such argument; did you mean refreshToken\?; other: no such argument$/,
  );
  expect(registered).toEqual([]);
});

test("what is absent or null is not set, and secrets are secret", async () => {
  const values: object = { tenantId: "t", clientId: null, readOnly: true, clientSecret: "hush", refreshToken: pulumi.output(null) };
  const provider = new Provider("america", values as ProviderArgs);
  await new Promise<void>((resolve) => provider.urn.apply(() => resolve()));
  expect(registered[0]).toMatchObject({ "partnercenter:tenantId": "t", "partnercenter:readOnly": "true" });
  expect(registered[0]).not.toHaveProperty(["partnercenter:clientId"]);
  expect(JSON.stringify(registered[0])).not.toContain('"null"');
  expect(registered[0]?.["partnercenter:clientSecret"]).toMatchObject({ value: "hush" });
});
