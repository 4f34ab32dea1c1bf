import * as pulumi from "@pulumi/pulumi";
import { isKey, type KeyNames, keys } from "../config/keys";
import { didYouMean } from "../didYouMean";
import { problemsOf } from "../qualification/argumentSchema";
import { inputKeys, unknownValue } from "../qualification/arguments";

/** The configuration of one partner tenant. Each key means the same as `partnercenter:KEY` in the stack configuration. */
export interface ProviderArgs {
  /** The partner's tenant id, a GUID. */
  tenantId?: pulumi.Input<string | undefined> | undefined;
  /** The app registration's client id, a GUID. */
  clientId?: pulumi.Input<string | undefined> | undefined;
  /** The app registration's secret. Kept secret. */
  clientSecret?: pulumi.Input<string | undefined> | undefined;
  /** Path of a PEM certificate with its key, instead of a secret. */
  clientCertificatePath?: pulumi.Input<string | undefined> | undefined;
  /** Password of the certificate's key. Kept secret. */
  clientCertificatePassword?: pulumi.Input<string | undefined> | undefined;
  /** Path of a file with an OpenID Connect token, instead of a secret. */
  oidcTokenFile?: pulumi.Input<string | undefined> | undefined;
  /** Refresh token of the Secure Application Model: the unattended way that may ask for qualifications. Kept secret. */
  refreshToken?: pulumi.Input<string | undefined> | undefined;
  /** When that token was issued, ISO 8601, so that a warning comes before its 90 days end. Default: not known. */
  refreshTokenDate?: pulumi.Input<string | undefined> | undefined;
  /** An access token got elsewhere. Kept secret. */
  accessToken?: pulumi.Input<string | undefined> | undefined;
  /** How to sign in. Default `auto`: what is configured. */
  auth?: pulumi.Input<string | undefined> | undefined;
  /** Where a rotated refresh token goes: `none`, `file:PATH` or `keyvault:https://VAULT/secrets/NAME`; `{tenantId}` in it stands for the tenant. Default `none`. */
  tokenStore?: pulumi.Input<string | undefined> | undefined;
  /** `global`, `usGovernment` or `china`. Default `global`. */
  cloud?: pulumi.Input<string | undefined> | undefined;
  /** `2023-05`, `2021-02` or `2018-09`. Default `2023-05`. */
  apiContract?: pulumi.Input<string | undefined> | undefined;
  /** True: every submission becomes an error that says what would have been sent. Default false. */
  readOnly?: pulumi.Input<boolean | undefined> | undefined;
  /** What a refresh does with a customer that cannot be read: `warn` or `fail`. Default `warn`. */
  unreadable?: pulumi.Input<string | undefined> | undefined;
  /** Base URL of the API, https or loopback http. Default: the cloud's. */
  endpoint?: pulumi.Input<string | undefined> | undefined;
  /** Base URL of the sign-in service, https or loopback http. Default: the cloud's. */
  authority?: pulumi.Input<string | undefined> | undefined;
  /** URL of an emulator: sets endpoint, authority and its well-known credentials. */
  emulator?: pulumi.Input<string | undefined> | undefined;
  /** A ceiling for requests a minute. Default: as fast as the service allows. */
  requestsPerMinute?: pulumi.Input<number | undefined> | undefined;
}

/**
 * One partner tenant, for programs that manage customers of several: `{ provider: fabrikam }` in a resource's options. It has a process of
 * its own and takes nothing from the stack configuration. Its sign-in is completed from the environment only where that one names the same tenant and
 * client; other keys that are not given come from the environment.
 *
 * It is an instance of Pulumi's own provider for dynamic resources, whose arguments reach us only under names with
 * a colon (facts: pulumi §1.3).
 */
export class Provider extends pulumi.ProviderResource {
  /**
   * Whether every argument is known: in a preview, Pulumi asks a provider for nothing before that.
   *
   * @internal
   */
  readonly configurationIsKnown: Promise<boolean>;

  /**
   * @param name The provider's name in the program.
   * @param args Its configuration.
   * @param opts Pulumi's resource options.
   * @throws pulumi.RunError where an argument has a name that means nothing: it would be stored in clear, whatever it holds.
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
    const unknown = given.filter(([key]) => !isKey(key)).map(([key]) => `${key}: no such argument${didYouMean(key, Object.keys(keys))}`);
    if (unknown.length > 0) throw new pulumi.RunError(`Provider ${JSON.stringify(name)}: ${unknown.join("; ")}`);
    const props = given.map(([key, value]) => {
      const { secret }: Partial<KeyNames> = isKey(key) ? keys[key] : {};
      const text = pulumi.output(value).apply((known) => (known === undefined || known === null ? undefined : String(known)));
      return [`partnercenter:${key}`, secret ? pulumi.secret(text) : text] as const;
    });
    super("pulumi-nodejs", name, Object.fromEntries(props), opts);
    this.configurationIsKnown = Promise.all(props.map(([, value]) => isKnown(value))).then((all) => all.every(Boolean));
    // What rejects is told by Pulumi itself, as the argument that it is.
    this.configurationIsKnown.catch(() => undefined);
  }
}

/** Of an Output, as the SDK knows it inside. An SDK without it leaves the question open, and nothing is told. */
function isKnown(value: unknown): Promise<boolean> | boolean {
  return (value as { readonly isKnown?: Promise<boolean> }).isKnown ?? true;
}

/**
 * Pulumi neither checks nor compares the resources of a provider whose configuration is not known yet (pulumi/pulumi#7560): its preview is
 * green, whatever they say. So this is said, and what is plainly wrong in plain arguments is told all the same.
 */
export async function checkUnderUnknownProvider(
  resource: pulumi.Resource,
  type: string,
  args: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { __prov: provider } = resource as { readonly __prov?: unknown };
  if (!(provider instanceof Provider) || !pulumi.runtime.isDryRun()) return;
  if (await provider.configurationIsKnown.catch(() => true)) return;
  await pulumi.log.warn(
    "The configuration of this provider is not known during preview, so Pulumi lets it check none of its resources. What `pulumi up` would refuse or ask for is not shown here.",
    provider,
  );
  const plain = Object.fromEntries(Object.entries(args).map(([key, value]) => [key, isPlain(value) ? value : unknownValue]));
  const problems = problemsOf(plain, new Set(inputKeys), { creating: true, contract: { requiresSegment: false } });
  // Pulumi takes a rejection that nobody handles for the failure of the program, as of each argument that rejects.
  if (problems.length > 0) throw new pulumi.ResourceError(`${type} has a problem: ${problems.join("; ")}`, resource, true);
}

/** An Output, a promise or a secret is looked at when it is known. */
function isPlain(value: unknown): boolean {
  return value === undefined || value === null || !(value instanceof Promise || pulumi.Output.isInstance(value));
}
