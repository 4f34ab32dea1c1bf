import { atLeast } from "../version";
import type { Finding } from "./check";

/** The lowest versions that work. Sources: `engines` and `peerDependencies` of our package.json. */
export const lowest = { node: "20.19.0", pulumi: "3.216.0" } as const;

/** @param version `process.versions.node` */
export function checkNode(version: string): Finding {
  if (atLeast(version, lowest.node)) return { status: "ok", message: `Node ${version}.` };
  return { status: "problem", message: `Node ${version} is too old.`, remedy: `Install Node ${lowest.node} or newer.` };
}

/** @param version What `pulumi version` printed; undefined where there is no CLI. */
export function checkPulumi(version: string | undefined): Finding {
  if (version === undefined) {
    return {
      status: "problem",
      message: "There is no Pulumi CLI on the PATH.",
      remedy: "Install it: https://www.pulumi.com/docs/install/.",
    };
  }
  const plain = /\d+\.\d+\.\d+/.exec(version)?.[0];
  if (plain === undefined) return { status: "note", message: "The Pulumi CLI does not say its version." };
  if (atLeast(plain, lowest.pulumi)) return { status: "ok", message: `Pulumi ${plain}.` };
  return { status: "problem", message: `Pulumi ${plain} is too old.`, remedy: `Update it to ${lowest.pulumi} or newer.` };
}
