/** The wire contracts by the month in which Microsoft introduced them, the newest first. What each is, stands in `partnerCenter/contracts.ts`. */
export const contractNames = ["2023-05", "2021-02", "2018-09"] as const;
export type ContractName = (typeof contractNames)[number];
