import { type Answer, json } from "../http/message";
import type { Call, CustomerCall } from "./call";

/** `GET /v1/customers/all/validations` (get-a-partner-s-validation-codes, 6/3/2022): a bare array. */
export function getValidationCodes({ world, caller }: Call): Answer {
  return json(
    200,
    [...world.store.codes()].filter((code) => code.partnerId === caller.partnerId),
  );
}

/** `GET /v1/customers/{id}/validations` (swagger of 2020-12 only): the code that a customer was tagged with. */
export function getCustomerValidations({ world, customer }: CustomerCall): Answer {
  const tags = customer.held.flatMap(({ validationCode }) => {
    const code = validationCode === undefined ? undefined : world.store.code(customer.partnerId, validationCode);
    if (code === undefined) return [];
    const { partnerId, validationId, organizationName, eTag } = code;
    return [{ partnerId, customerId: customer.id, validationId, organizationName, eTag }];
  });
  return json(200, tags);
}
