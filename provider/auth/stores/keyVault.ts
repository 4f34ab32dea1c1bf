import { PartnerCenterError } from "../../errors";
import type { TokenStore } from "./store";

/**
 * Azure Key Vault. The seam only: the configuration is accepted, and the first use says what to do instead.
 */
export function keyVaultStore(url: string): TokenStore {
  const refuse = async (): Promise<never> => {
    throw new PartnerCenterError(`The token store ${url} cannot be used: Azure Key Vault is not supported by this version.`, {
      kind: "configuration",
      remedy:
        "Install a version of pulumi-partnercenter that supports it together with @azure/keyvault-secrets, or set partnercenter:tokenStore (PARTNERCENTER_TOKEN_STORE) to file:PATH.",
    });
  };
  return { name: `the token store ${url}`, keeps: true, load: refuse, save: refuse };
}
