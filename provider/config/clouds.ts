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

/** Whether a URL belongs to one of Microsoft's own Partner Center hosts. */
export function isMicrosoftEndpoint(url: string): boolean {
  return isOf("endpoint", url);
}

/** Whether a URL belongs to one of Microsoft's own sign-in hosts. */
export function isMicrosoftAuthority(url: string): boolean {
  return isOf("authority", url);
}

function isOf(what: "endpoint" | "authority", url: string): boolean {
  return Object.values(clouds).some((cloud) => new URL(cloud[what]).host === new URL(url).host);
}
