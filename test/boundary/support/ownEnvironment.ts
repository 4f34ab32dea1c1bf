/** The caller's environment without what would decide a test: its backends, tenants, tokens, endpoints and colours. */
export function ownEnvironment(extra: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const foreign = /^(PULUMI_|PARTNERCENTER_|AZURE_|ARM_|npm_|JEST_|NODE_OPTIONS$|FORCE_COLOR$)/i;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), ...extra };
}
