/** What `npm run` tells its children about the package it runs for: a package manager in another folder must not believe it. */
const foreign =
  /^(npm_(package_|lifecycle_|config_local_prefix$|config_ignore_scripts$|command$|execpath$)|NODE_OPTIONS$|NODE_ENV$|JEST_|INIT_CWD$)/i;

/** The user's environment with all settings of registries, proxies and certificates. */
export function userEnvironment(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !foreign.test(entry[0])),
  );
}
