import type { InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { type Bag, unknownValue } from "../qualification/arguments";
import { functionTokens } from "../resource/typeToken";
import type { LookupService } from "../services/lookupService";
import { close, open, type Place } from "./values";
import { messages } from "./wire";

interface PluginFunction {
  readonly call: (args: Bag) => Promise<Bag>;
  readonly results: readonly string[];
  /** Where its answer is secret. */
  readonly secrets?: (answer: Bag) => readonly Place[];
}

/** The functions of the package over the service that answers them. A problem is an error: of a `failure` the YAML host shows no text (measured). */
export function createFunctions(service: LookupService): (request: InvokeRequest) => Promise<InvokeResponse> | undefined {
  const functions: Readonly<Record<string, PluginFunction>> = {
    [functionTokens.getCustomer]: { call: service.customer, results: ["customerId", "domain", "companyName"] },
    [functionTokens.getQualifications]: { call: service.qualifications, results: ["customerId", "qualifications"] },
    [functionTokens.getValidationCodes]: {
      call: service.validationCodes,
      results: ["codes"],
      secrets: ({ codes }) => (Array.isArray(codes) ? codes.map((_, index) => ["codes", index, "validationId"]) : []),
    },
  };
  return (request) => {
    const called = functions[request.getTok()];
    if (!called) return undefined;
    return (async () => {
      const { plain: args, secrets } = open(request.getArgs());
      const waits = Object.values(args).includes(unknownValue);
      const answer = waits ? Object.fromEntries(called.results.map((key) => [key, unknownValue])) : await called.call(args);
      // What is looked up by a secret and repeats it is one, too.
      return new messages.InvokeResponse().setReturn(close(answer, [...(called.secrets?.(answer) ?? []), ...secrets]));
    })();
  };
}
