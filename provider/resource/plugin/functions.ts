import * as pulumi from "@pulumi/pulumi";
import type { QualificationEntry, ValidationCode } from "../../qualification/model";
import { functionTokens } from "../typeToken";
import { pluginInvokeOptions } from "./options";

/** Which customer: one of the two. */
export interface GetCustomerArgs {
  /** The customer's tenant id, a GUID. */
  customerId?: string | undefined;
  /** A domain of the customer, such as `contoso.onmicrosoft.com`, in whole. */
  domain?: string | undefined;
}

/** A customer of the partner. */
export interface GetCustomerResult {
  /** The customer's tenant id, a GUID in lower case. */
  readonly customerId: string;
  /** The domain that Partner Center names first; absent where it names none. */
  readonly domain?: string;
  /** The company's name; absent where Partner Center does not say. */
  readonly companyName?: string;
}

/** Whose qualifications. */
export interface GetQualificationsArgs {
  /** The customer's tenant id, a GUID. */
  customerId: string;
}

/** What Partner Center lists for a customer. */
export interface GetQualificationsResult {
  /** The customer's tenant id, a GUID in lower case. */
  readonly customerId: string;
  /** Empty where the customer has none. */
  readonly qualifications: readonly QualificationEntry[];
}

/** The partner's validation codes. */
export interface GetValidationCodesResult {
  /** Empty where the partner has none. Each `validationId` is a secret. */
  readonly codes: readonly ValidationCode[];
}

/** The same arguments, each known now or later. */
type Inputs<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

/**
 * The customer with an id, or with a domain.
 *
 * @throws Where the partner has no such customer, or several.
 */
export function getCustomer(args: GetCustomerArgs, opts?: pulumi.InvokeOptions): Promise<GetCustomerResult> {
  return pulumi.runtime.invoke(functionTokens.getCustomer, { ...args }, pluginInvokeOptions(opts));
}

/** `getCustomer` for arguments that are known later. */
export function getCustomerOutput(args: Inputs<GetCustomerArgs>, opts?: pulumi.InvokeOutputOptions): pulumi.Output<GetCustomerResult> {
  return pulumi.runtime.invokeOutput(functionTokens.getCustomer, { ...args }, pluginInvokeOptions(opts));
}

/**
 * What Partner Center lists for a customer now, whoever asked for it.
 *
 * @throws Where Partner Center does not know the customer.
 */
export function getQualifications(args: GetQualificationsArgs, opts?: pulumi.InvokeOptions): Promise<GetQualificationsResult> {
  return pulumi.runtime.invoke(functionTokens.getQualifications, { ...args }, pluginInvokeOptions(opts));
}

/** `getQualifications` for arguments that are known later. */
export function getQualificationsOutput(
  args: Inputs<GetQualificationsArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetQualificationsResult> {
  return pulumi.runtime.invokeOutput(functionTokens.getQualifications, { ...args }, pluginInvokeOptions(opts));
}

/** The partner's validation codes for Government Community Cloud, as plain values: prefer `getValidationCodesOutput`, which keeps them secret. */
export function getValidationCodes(opts?: pulumi.InvokeOptions): Promise<GetValidationCodesResult> {
  return pulumi.runtime.invoke(functionTokens.getValidationCodes, {}, pluginInvokeOptions(opts));
}

/** The partner's validation codes for Government Community Cloud, as a secret. */
export function getValidationCodesOutput(opts?: pulumi.InvokeOutputOptions): pulumi.Output<GetValidationCodesResult> {
  return pulumi.runtime.invokeOutput(functionTokens.getValidationCodes, {}, pluginInvokeOptions(opts));
}
