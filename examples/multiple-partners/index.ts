import * as pulumi from "@pulumi/pulumi";
import * as partnercenter from "pulumi-partnercenter";

type Partner = Record<
  "tenantId" | "clientId" | "clientSecret" | "refreshToken" | "tokenStore" | "endpoint" | "authority" | "emulator",
  string | undefined
>;

const config = new pulumi.Config();

/** One partner tenant. Secrets in its configuration stay secret on the way. */
function partnerTenant(name: string): partnercenter.Provider {
  const { tenantId, clientId, clientSecret, refreshToken, tokenStore, endpoint, authority, emulator } =
    config.requireSecretObject<Partner>(name);
  return new partnercenter.Provider(name, { tenantId, clientId, clientSecret, refreshToken, tokenStore, endpoint, authority, emulator });
}

const europe = partnerTenant("europe");
const america = partnerTenant("america");

const contoso = new partnercenter.CustomerQualification(
  "contoso",
  {
    customerId: "0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
    qualification: "Education",
    educationSegment: "HigherEducation",
    website: "contoso.edu",
  },
  { provider: europe },
);

const fabrikam = new partnercenter.CustomerQualification(
  "fabrikam",
  {
    customerId: "1d4ae7e6-d81e-4d66-8d13-0731955f40e2",
    qualification: "Education",
    educationSegment: "K12",
    website: "fabrikam.example",
  },
  { provider: america },
);

export const vetting = { contoso: contoso.vettingStatus, fabrikam: fabrikam.vettingStatus };
