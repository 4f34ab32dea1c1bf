import { createRequire } from "node:module";
import path from "node:path";

/**
 * The whole `__provider` of each resource: text in the state that Pulumi's dynamic-provider process evaluates. It never changes
 * (a golden test holds its bytes): the state keeps the text of the release that wrote it, and changing it
 * would update every resource of every user (facts: pulumi §0.1).
 */
export const qualificationStub = 'exports.handler=()=>require("pulumi-partnercenter/dynamic").handler(1);';
export const approvalStub = 'exports.handler=()=>require("pulumi-partnercenter/dynamic").approvalHandler(1);';

/**
 * The input in which a resource hands its name to `check`, which takes it out again: it reaches no state. Pulumi's dynamic-provider
 * protocol tells no name (facts: pulumi §1.2).
 */
export const nameKey = "__resourceName";

let installed = false;

/**
 * Throws where the text above will not find this package: Pulumi evaluates it in a process of its own, in the folder of the program. There a
 * dependency of a library or a bundle is not enough. Known only in a program that Pulumi's own runner has started, which runs in that
 * very folder: a test or an Automation program may run elsewhere.
 */
export function requireInstalledPackage(): void {
  if (installed || !/[\\/]cmd[\\/]run([\\/]index\.js)?$/.test(process.argv[1] ?? "")) return;
  const folder = process.cwd();
  try {
    createRequire(path.join(folder, "index.js")).resolve("pulumi-partnercenter/dynamic");
    installed = true;
  } catch {
    throw new Error(
      `pulumi-partnercenter is not installed where Pulumi looks for it: in ${folder} or a folder above it. Pulumi runs the provider in a process of its own there, so a dependency of a component library or a bundle is not enough. Add pulumi-partnercenter to the dependencies of this Pulumi project, and install them (npm install pulumi-partnercenter).`,
    );
  }
}
