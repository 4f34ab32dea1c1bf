import { type Answer, json } from "../http/message";
import type { Call, CustomerCall } from "./call";
import { shapeA } from "./errors";

/** `GET /v1/customers/all/validations` (get-a-partner-s-validation-codes, 6/3/2022): a bare array. */
export function getValidationCodes({ world, caller }: Call): Answer {
  return json(
    200,
    [...world.store.codes()].filter((code) => code.partnerId === caller.partnerId),
  );
}

/**
 * `GET /v1/customers/{id}/validations` (swagger of 2020-12 only): the code that a customer was tagged with, one object. Judgement: 200, though the swagger
 * has that object under 201, and 404 where there is none.
 */
export function getCustomerValidations({ world, customer }: CustomerCall): Answer {
  const tags = customer.held.flatMap(({ validationCode }) => {
    const code = validationCode === undefined ? undefined : world.store.code(customer.partnerId, validationCode);
    if (code === undefined) return [];
    const { partnerId, validationId, organizationName, eTag } = code;
    return [{ partnerId, customerId: customer.id, validationId, organizationName, eTag }];
  });
  const [tag] = tags;
  return tag === undefined ? shapeA(404, 1000, "The customer has no validation.", "PartnerApiServiceControllers", []) : json(200, tag);
}
