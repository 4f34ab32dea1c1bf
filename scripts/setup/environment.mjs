import path from "node:path";

/** Settings of the caller that must not decide what a run of ours does: backends, credentials, tenants, endpoints. */
const FOREIGN = /^(PULUMI_|PARTNERCENTER_|AZURE_|ARM_|npm_)/i;

/**
 * The environment in which the CLI works on its own: without the network, without questions, without the caller's
 * settings. Language host and provider are started from PATH, so the engine's folder and this Node come first.
 */
export function baseEnvironment(pulumi, env = process.env) {
  const own = Object.fromEntries(Object.entries(env).filter(([name, value]) => value !== undefined && !FOREIGN.test(name)));
  const folders = [path.dirname(pulumi), path.dirname(process.execPath), own.PATH ?? own.Path ?? ""];
  return {
    ...own,
    PATH: folders.join(path.delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    PULUMI_CREDENTIAL_STORE: "plaintext",
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
  };
}

/** What makes a run one's own: a home, a backend in a folder (which must exist) and the passphrase of its secrets. */
export function ownState({ home, backendDir, passphrase }) {
  return {
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${process.platform === "win32" ? `/${backendDir.replaceAll("\\", "/")}` : backendDir}`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
  };
}

/** Both: all that a process which starts `pulumi` needs. */
export function engineEnvironment({ pulumi, home, backendDir, passphrase }) {
  return { ...baseEnvironment(pulumi), ...ownState({ home, backendDir, passphrase }) };
}
