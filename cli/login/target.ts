import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createStore } from "../../provider/auth/createCredential";
import { ownStore } from "../../provider/auth/stores/store";
import { recordedHint } from "../../provider/config/keys";
import { readTokenStore } from "../../provider/config/settings";
import { tenantPlace } from "../../provider/config/signInSources";
import { PartnerCenterError } from "../../provider/errors";
import { findProject, problemOf, runPulumi } from "../configuration/pulumi";
import type { CliIo } from "../io";
import type { CliSession } from "../session";
import { unwritable } from "../writable";
import type { Application } from "./application";

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

export interface TargetContext {
  /** In the folder of the project. */
  readonly io: CliIo;
  /** What relative paths are relative to: where the command was called. */
  readonly from: string;
  readonly session: CliSession;
  /** Whose token it is. */
  readonly application: Application;
  /** Ids that the stack's configuration lacks: a sign-in is taken from one source as a whole, so they have to stand beside the token. */
  readonly ids: Readonly<Partial<Record<"tenantId" | "clientId", string>>>;
  readonly stack?: string;
  readonly signal: AbortSignal;
}

/** @throws PartnerCenterError of kind `configuration` where the place is none. */
export function readTarget(place: string, context: TargetContext): Target {
  if (place === "pulumi") return pulumiTarget(context);
  const setting = readTokenStore(place);
  if (setting === undefined || setting.kind === "none") {
    throw new PartnerCenterError(`--to ${JSON.stringify(place)} is no place for a refresh token.`, {
      kind: "configuration",
      remedy: "Use pulumi, file:PATH or keyvault:https://VAULT/secrets/NAME.",
    });
  }
  const { session, application, from } = context;
  // Of the provider's process nobody knows where it will run: it is told a whole path.
  const whole = setting.kind === "file" ? { ...setting, path: resolve(from, setting.path) } : setting;
  const store = createStore(whole, application, {
    ports: session.channel.ports,
    redactor: session.redactor,
    authority: application.authority,
  });
  const named = whole.kind === "file" ? `file:${whole.path}` : place;
  return {
    name: store.name,
    check: async () => {
      const problem =
        whole.kind === "file" ? unwritable(whole.path.replaceAll(tenantPlace, application.tenantId.toLowerCase())) : undefined;
      if (problem !== undefined) {
        throw new PartnerCenterError(`${problem}.`, {
          kind: "configuration",
          remedy: "Make that possible, or name another file with --to file:PATH.",
        });
      }
      // What a file holds instead of a token is replaced; a vault that cannot be read is not written either.
      const content = await store.load().catch((error: unknown) => {
        if (whole.kind === "file") return undefined;
        throw error;
      });
      if (content?.kind === "foreign") throw new PartnerCenterError(content.problem, { kind: "configuration", remedy: ownStore });
    },
    save: (refreshToken, now) => store.save(refreshToken, now),
    hint: `Let the provider use it: \`pulumi config set partnercenter:tokenStore ${named}\` or PARTNERCENTER_TOKEN_STORE.`,
  };
}

function pulumiTarget({ io: { cwd, env }, stack, signal, ids }: TargetContext): Target {
  const ofStack = stack === undefined ? [] : ["--stack", stack];
  const call = async (args: readonly string[], what: string, input?: string): Promise<string> => {
    const result = await runPulumi([...args, ...ofStack], { cwd, env, signal, ...(input === undefined ? {} : { input }) });
    if (result.kind === "missing") {
      throw new PartnerCenterError("There is no Pulumi CLI on the PATH.", {
        kind: "configuration",
        remedy: "Install it (https://www.pulumi.com/docs/install/), or use --to file:PATH or keyvault:….",
      });
    }
    const problem = problemOf(result, env);
    if (problem !== undefined) {
      throw new PartnerCenterError(`The Pulumi CLI refused (\`pulumi ${what}\`): ${problem}.`, {
        kind: "configuration",
        remedy:
          "Run in the folder of a Pulumi project (or name it with --cwd) with a stack selected, or name one with --stack; log in to its backend, and give its passphrase.",
      });
    }
    return result.kind === "ended" ? result.stdout.trim() : "";
  };
  const setSecret = (value: string, into: readonly string[] = []): Promise<string> =>
    call(["config", "set", "--secret", "partnercenter:refreshToken", ...into], "config set --secret", value);
  return {
    name: "the configuration of the Pulumi stack",
    async check() {
      const project = findProject(cwd);
      if (project === undefined) {
        throw new PartnerCenterError("There is no Pulumi project here.", {
          kind: "configuration",
          remedy: "Run in the folder of a Pulumi project (or name it with --cwd), or use --to file:PATH or keyvault:….",
        });
      }
      const name = await call(["stack", "--show-name"], "stack --show-name");
      await tryOut(configurationFile(project, name.split("/").at(-1) ?? name), (copy) => setSecret("try", ["--config-file", copy]));
    },
    async save(refreshToken, now) {
      await setSecret(refreshToken);
      const beside = { refreshTokenDate: new Date(now).toISOString().slice(0, 10), ...ids };
      for (const [key, value] of Object.entries(beside)) {
        await call(["config", "set", `partnercenter:${key}`, value], `config set partnercenter:${key}`);
      }
    },
    hint: recordedHint,
  };
}

/** The file with a stack's configuration; undefined where the project says that it is elsewhere. */
function configurationFile(project: string, stack: string): string | undefined {
  const settings = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].map((name) => join(project, name)).find((file) => existsSync(file));
  if (settings !== undefined && /stackConfigDir|^\s*"?config"?\s*:\s*["']?\w/m.test(readFileSync(settings, "utf8"))) return undefined;
  return join(project, `Pulumi.${stack}.yaml`);
}

/**
 * Sets a secret in a copy of the configuration: what is needed to encrypt (passphrase, key service, login) is needed for the copy too, and nothing
 * changes.
 */
async function tryOut(file: string | undefined, set: (copy: string) => Promise<unknown>): Promise<void> {
  const problem = file === undefined ? undefined : unwritable(file);
  if (problem !== undefined) {
    throw new PartnerCenterError(`The configuration of the stack cannot be written: ${problem}.`, {
      kind: "configuration",
      remedy: "Make that possible, or use --to file:PATH or keyvault:….",
    });
  }
  const folder = mkdtempSync(join(tmpdir(), "partnercenter-login-"));
  try {
    const copy = join(folder, "Pulumi.try.yaml");
    if (file !== undefined && existsSync(file)) copyFileSync(file, copy);
    else writeFileSync(copy, "");
    await set(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
