import type { PartnerCenterClient } from "../../provider/partnerCenter/client";
import type { Customer } from "../../provider/qualification/model";
import { concurrently } from "../concurrently";
import { readable } from "../readable";
import type { StatusRow } from "./row";

export type CustomerNames = Pick<StatusRow, "customerName" | "customerDomain">;

/** What customers are called. */
export interface Names {
  /** By the customer's id. Those that cannot be had are missing: a report without names is as right. */
  of(customerIds: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, CustomerNames>>;
}

/** More customers than this are not asked for one by one: the list of all of them has hundreds in each answer. */
const oneByOne = 20;

/** Asks once for each customer, however often a report is made. */
export function createNames(partnerCenter: Pick<PartnerCenterClient, "customer" | "customers">): Names {
  const known = new Map<string, CustomerNames>();
  const asked = new Set<string>();
  const learn = ({ id, companyName, domain }: Customer): void => {
    known.set(id.toLowerCase(), {
      ...(companyName === undefined ? {} : { customerName: companyName }),
      ...(domain === undefined ? {} : { customerDomain: domain }),
    });
  };
  const list = async (wanted: ReadonlySet<string>, signal: AbortSignal | undefined): Promise<void> => {
    let missing = wanted.size;
    for await (const page of partnerCenter.customers(signal)) {
      for (const customer of page) {
        if (wanted.has(customer.id.toLowerCase())) missing--;
        learn(customer);
      }
      if (missing <= 0) return;
    }
  };
  return {
    async of(customerIds, signal) {
      const wanted = customerIds.filter((id) => !asked.has(id));
      for (const id of wanted) asked.add(id);
      try {
        if (wanted.length > oneByOne) await list(new Set(wanted), signal);
        else {
          await concurrently(
            wanted,
            async (id, ended) => {
              const answer = await readable(() => partnerCenter.customer(id, ended));
              if ("read" in answer) learn({ ...answer.read, id });
            },
            signal,
          );
        }
      } catch {
        signal?.throwIfAborted();
      }
      return known;
    },
  };
}
