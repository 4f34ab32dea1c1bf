import { type KeyNames, keys } from "../../provider/config/keys";
import { readSettings, type Settings } from "../../provider/config/settings";
import type { Diagnostics } from "../../provider/diagnostics";
import { PartnerCenterError } from "../../provider/errors";
import { createPartnerCenter, type PartnerCenterClient } from "../../provider/partnerCenter/client";
import { createRedactor } from "../../provider/redact";
import { systemPorts } from "../../provider/systemPorts";
import { sourcesOf } from "../doctor/configurationCheck";
import type { CliIo } from "../io";
import { readStackConfiguration } from "./stackConfiguration";

/**
 * Partner Center as a stack's configuration and the environment name it, for a command that reads.
 *
 * @throws PartnerCenterError where the configuration is incomplete. Nothing is sent yet.
 */
export async function connect(io: CliIo, stack?: string): Promise<PartnerCenterClient> {
  const { settings, diagnostics } = await readConnection(io, stack);
  return createPartnerCenter(settings, systemPorts, diagnostics);
}

/** What a connection is made of. */
export interface Connection {
  readonly settings: Settings;
  /** What is said to a person, on standard error. */
  readonly diagnostics: Diagnostics;
}

/**
 * The settings that a stack's configuration and the environment come to.
 *
 * @throws PartnerCenterError where the configuration is incomplete.
 */
export async function readConnection(io: CliIo, stack?: string): Promise<Connection> {
  const { values, problem } = await readStackConfiguration({ cwd: io.cwd, env: io.env, ...(stack === undefined ? {} : { stack }) });
  if (problem !== undefined) {
    const redactor = createRedactor();
    for (const names of Object.values<KeyNames>(keys)) if (names.secret) redactor.add(io.env[names.env]);
    const said = `The configuration of the Pulumi stack cannot be read: ${redactor.quote(problem)}.`;
    if (sourcesOf(values, io.env).length === 0) {
      throw new PartnerCenterError(said, {
        kind: "configuration",
        remedy: "Select a stack (`pulumi stack select`) or name one with --stack, log in to its backend, and give its passphrase.",
      });
    }
    io.err(`${said} The environment is used alone.\n`);
  }
  const settings = readSettings((key) => values.get(key), io.env, [...values.keys()]);
  const diagnostics = onStandardError(io);
  for (const notice of settings.notices) diagnostics.report("info", notice);
  return { settings, diagnostics };
}

/** Each message once, however often it is asked. */
function onStandardError(io: CliIo): Diagnostics {
  const said = new Set<string>();
  return {
    report(severity, message) {
      if (severity === "debug" || said.has(message)) return;
      said.add(message);
      io.err(`${message}\n`);
    },
    flush: async () => {},
  };
}
