import type { ContractName } from "../apiContract";
import { isLoopback } from "../loopback";

/** Where one of Microsoft's clouds answers. */
export interface Cloud {
  /** Base of the Partner Center REST API, without a slash at the end. */
  readonly endpoint: string;
  /** Base of the sign-in service (Microsoft Entra), without a slash at the end. */
  readonly authority: string;
  /** The resource that a token must be meant for (`aud`). */
  readonly audience: string;
}

export const cloudNames = ["global", "usGovernment", "china"] as const;
export type CloudName = (typeof cloudNames)[number];

/**
 * Sources: "Partner Center REST URLs" (`developer/partner-center-rest-urls`, 07/03/2023) and, for the sign-in hosts,
 * `developer/partner-center-authentication` (6/14/2022). Partner Center for the German cloud is retired.
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  global: {
    endpoint: "https://api.partnercenter.microsoft.com",
    authority: "https://login.microsoftonline.com",
    audience: "https://api.partnercenter.microsoft.com",
  },
  usGovernment: {
    endpoint: "https://api.partnercenter.microsoft.com",
    authority: "https://login.microsoftonline.us",
    audience: "https://api.partnercenter.microsoft.com",
  },
  china: {
    endpoint: "https://partner.partnercenterapi.microsoftonline.cn",
    authority: "https://login.partner.microsoftonline.cn",
    audience: "https://partner.partnercenterapi.microsoftonline.cn",
  },
};

/** The application id of Microsoft Partner Center itself, which some tokens carry as `aud`. Source: CIPP, `SAMManifest.json`. */
export const partnerCenterApplicationId = "fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd";

/** Sign-in hosts of Microsoft's beside those of `clouds`: older names of the same services (seen: SDK-Samples#19, Partner-Center-PowerShell#57). */
const olderAuthorities = ["login.windows.net", "login.microsoft.com", "sts.windows.net", "login.chinacloudapi.cn"];

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

/** Every host of Microsoft's that a configuration can name. */
export const cloudHosts: readonly string[] = [
  ...Object.values(clouds).flatMap(({ endpoint, authority }) => [new URL(endpoint).host, new URL(authority).host]),
  ...olderAuthorities,
];

function isMicrosofts(what: "endpoint" | "authority", url: string): boolean {
  const { host } = new URL(url);
  const known = Object.values(clouds).map((cloud) => new URL(cloud[what]).host);
  return known.includes(host) || (what === "authority" && olderAuthorities.includes(host));
}

/**
 * The service that a state speaks of, in the form in which a state remembers it: `emulator` (also any other service on this machine), or the
 * host of another endpoint. Undefined for Microsoft's global cloud, so that the usual state holds nothing of it.
 */
export function serviceName({ endpoint, emulator }: { readonly endpoint: string; readonly emulator?: string }): string | undefined {
  if (emulator !== undefined || isLoopback(endpoint)) return "emulator";
  const { host } = new URL(endpoint);
  return host === new URL(clouds.global.endpoint).host ? undefined : host;
}

/**
 * When Microsoft replaced an old contract. Sources: `developer/api-change-log` (the synchronous API "retired end of February
 * 2021"); `announcements/includes/may-2023/customer-qualifications-apis.md` (05/16/2023: the new body is mandatory from 17 May 2023).
 */
const replaced: Readonly<Partial<Record<ContractName, string>>> = {
  "2018-09": "Microsoft replaced it with /qualifications and announced its retirement for the end of February 2021",
  "2021-02": "Microsoft replaced it on 17 May 2023",
};

/** What a person should be told once in each run about how the provider is configured. */
export function notices(settings: {
  readonly cloud: CloudName;
  readonly endpoint: string;
  readonly authority: string;
  readonly apiContract: ContractName;
  readonly emulator?: string;
}): readonly string[] {
  const found: string[] = [];
  if (settings.emulator !== undefined) {
    found.push(`Speaking to the Partner Center emulator at ${settings.emulator}: nothing reaches Microsoft.`);
  }
  // The hosts of Microsoft's clouds and this machine are the allow-list; another has to be named, and is told of in every run.
  if (settings.emulator === undefined && !isMicrosofts("endpoint", settings.endpoint) && !isLoopback(settings.endpoint)) {
    found.push(
      `Access tokens are sent to ${settings.endpoint} (partnercenter:endpoint or PARTNERCENTER_ENDPOINT), which is none of Microsoft's hosts.`,
    );
  }
  if (settings.emulator === undefined && !isMicrosofts("authority", settings.authority) && !isLoopback(settings.authority)) {
    found.push(
      `Client secrets and refresh tokens are sent to ${settings.authority} (partnercenter:authority or PARTNERCENTER_AUTHORITY), which is none of Microsoft's hosts.`,
    );
  }
  if (settings.cloud === "usGovernment") {
    // Source: "Partner Center for Microsoft US Government cloud" (11/08/2021) lists customer special qualification as not available.
    found.push(
      "Microsoft documents no qualification API for the US Government cloud (partnercenter:cloud is usGovernment). Customers of GCC Moderate belong to the global cloud.",
    );
  }
  const replacement = replaced[settings.apiContract];
  if (replacement !== undefined && settings.cloud !== "china" && isMicrosofts("endpoint", settings.endpoint)) {
    found.push(`partnercenter:apiContract is ${settings.apiContract}, an old contract: ${replacement}. Remove the setting to use 2023-05.`);
  }
  return found;
}
