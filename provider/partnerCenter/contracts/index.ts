import type { ContractName } from "../../apiContract";
import type { ContractTraits } from "../../qualification/partnerCenterPort";
import { contract201809 } from "./2018-09";
import { contract202102 } from "./2021-02";
import { contract202305 } from "./2023-05";
import type { WireContract } from "./contract";

const contracts: Readonly<Record<ContractName, WireContract>> = {
  "2023-05": contract202305,
  "2021-02": contract202102,
  "2018-09": contract201809,
};

/** The wire contract of that name. */
export function wireContract(name: ContractName): WireContract {
  return contracts[name];
}

/** What the life cycle has to know of a contract. Loads nothing that speaks to the network. */
export function contractTraits(name: ContractName): ContractTraits {
  return contracts[name].traits;
}
