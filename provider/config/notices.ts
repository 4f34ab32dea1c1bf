import type { ContractName } from "../apiContract";
import { isLoopback } from "../loopback";
import { type CloudName, isMicrosoftAuthority, isMicrosoftEndpoint } from "./clouds";

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
  if (settings.emulator === undefined && !isMicrosoftEndpoint(settings.endpoint) && !isLoopback(settings.endpoint)) {
    found.push(
      `Access tokens are sent to ${settings.endpoint} (partnercenter:endpoint or PARTNERCENTER_ENDPOINT), which is none of Microsoft's hosts.`,
    );
  }
  if (settings.emulator === undefined && !isMicrosoftAuthority(settings.authority) && !isLoopback(settings.authority)) {
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
  if (replacement !== undefined && settings.cloud !== "china" && isMicrosoftEndpoint(settings.endpoint)) {
    found.push(`partnercenter:apiContract is ${settings.apiContract}, an old contract: ${replacement}. Remove the setting to use 2023-05.`);
  }
  return found;
}
