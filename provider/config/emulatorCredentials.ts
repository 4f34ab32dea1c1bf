/**
 * What every emulator accepts, like the development keys of the cloud vendors' emulators: public on purpose, worth nothing
 * anywhere else.
 */
export const emulatorCredentials = {
  tenantId: "11111111-eeee-4aaa-8aaa-000000000001",
  clientId: "22222222-eeee-4aaa-8aaa-000000000002",
  clientSecret: "emulator-client-secret",
  refreshToken: "emulator-refresh-token",
} as const;
