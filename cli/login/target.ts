import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { createStore } from "../../provider/auth/stores/createStore";
import { readTokenStore } from "../../provider/config/settings";
import { PartnerCenterError } from "../../provider/errors";
import { complaint, findProject, runPulumi } from "../configuration/pulumi";
import type { CliIo } from "../io";
import type { CliSession } from "../session";

/** Where the refresh token goes. All methods reject with a `PartnerCenterError`. */
export interface Target {
  /** `the configuration of the Pulumi stack`, for messages. */
  readonly name: string;
  /** Whether it can be written, before the user is asked to sign in. */
  check(): Promise<void>;
  save(refreshToken: string, now: number): Promise<void>;
  /** What the provider has to know to find it: a sentence. Absent where it does already. */
  readonly hint?: string;
}

/** @throws PartnerCenterError of kind `configuration` where the place is none. */
export function readTarget(
  place: string,
  {
    io,
    session,
    authority,
    stack,
  }: { readonly io: CliIo; readonly session: CliSession; readonly authority: string; readonly stack?: string },
): Target {
  if (place === "pulumi") return pulumiTarget(io, stack);
  const setting = readTokenStore(place);
  if (setting === undefined || setting.kind === "none") {
    throw new PartnerCenterError(`--to ${JSON.stringify(place)} is no place for a refresh token.`, {
      kind: "configuration",
      remedy: "Use pulumi, file:PATH or keyvault:https://VAULT/secrets/NAME.",
    });
  }
  const store = createStore(setting, { ports: session.line.ports, redactor: session.redactor, authority });
  return {
    name: store.name,
    check: async () => {
      if (setting.kind === "file") await writable(setting.path, io.cwd);
      else await store.load();
    },
    save: (refreshToken, now) => store.save({ refreshToken, savedAt: now }),
    hint: `Let the provider use it: \`pulumi config set partnercenter:tokenStore ${place}\` or PARTNERCENTER_TOKEN_STORE.`,
  };
}

async function writable(path: string, cwd: string): Promise<void> {
  const folder = dirname(resolve(cwd, path));
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new PartnerCenterError(`The folder ${JSON.stringify(folder)} is not there, or cannot be written.`, {
      kind: "configuration",
      remedy: "Make it, or name another file with --to file:PATH.",
    });
  }
}

function pulumiTarget(io: CliIo, stack: string | undefined): Target {
  const { cwd, env } = io;
  const ofStack = stack === undefined ? [] : ["--stack", stack];
  const call = async (args: readonly string[], input?: string): Promise<void> => {
    const result = await runPulumi([...args, ...ofStack], { cwd, env, ...(input === undefined ? {} : { input }) });
    if (result.kind === "missing") {
      throw new PartnerCenterError("There is no Pulumi CLI on the PATH.", {
        kind: "configuration",
        remedy: "Install it (https://www.pulumi.com/docs/install/), or use --to file:PATH or keyvault:….",
      });
    }
    if (result.code === 0) return;
    throw new PartnerCenterError(`The Pulumi CLI refused (\`pulumi ${args.slice(0, 2).join(" ")}\`): ${complaint(result)}.`, {
      kind: "configuration",
      remedy: "Run in the folder of a Pulumi project with a stack selected, or name one with --stack.",
    });
  };
  return {
    name: "the configuration of the Pulumi stack",
    async check() {
      if (findProject(cwd) === undefined) {
        throw new PartnerCenterError("There is no Pulumi project here.", {
          kind: "configuration",
          remedy: "Run in the folder of a Pulumi project, or use --to file:PATH or keyvault:….",
        });
      }
      await call(["stack", "--show-name"]);
    },
    async save(refreshToken, now) {
      await call(["config", "set", "--secret", "partnercenter:refreshToken"], refreshToken);
      await call(["config", "set", "partnercenter:refreshTokenDate", new Date(now).toISOString().slice(0, 10)]);
    },
  };
}
