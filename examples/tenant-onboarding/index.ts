import * as pulumi from "@pulumi/pulumi";
import { type Customer, CustomerOnboarding } from "./customerOnboarding";

const config = new pulumi.Config();
const customers = config.requireObject<Customer[]>("customers");
const governmentCode = config.requireSecret("governmentCode");
const academicOffers = config.getObject<string[]>("academicOffers") ?? [];

const onboarded = customers.map((customer) => {
  const academicOffer = academicOffers.includes(customer.name);
  return [customer.name, new CustomerOnboarding(customer.name, { customer, governmentCode, academicOffer })] as const;
});

/** How far Microsoft is, for each customer: what a plain `pulumi preview` shows when it changes. */
export const vetting = Object.fromEntries(onboarded.map(([name, { vetting }]) => [name, vetting]));
