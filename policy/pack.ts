import path from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { gccAllowList } from "./rules/gccAllowList";
import { noDeniedRequest } from "./rules/noDeniedRequest";
import { noPlainTextCode } from "./rules/noPlainTextCode";
import { protectProduction } from "./rules/protectProduction";

/** Serves the pack to the engine that has started this process. */
export function start(): void {
  // A program is started in the project's folder, a pack in its own; what started Pulumi, a shell or npm, says where that was.
  const places = [process.cwd(), process.env["PWD"], process.env["INIT_CWD"]];
  // The SDK takes the pack's version from the package.json of the working folder.
  process.chdir(path.join(__dirname, "..", ".."));
  new PolicyPack("partnercenter", {
    enforcementLevel: "mandatory",
    policies: [gccAllowList, protectProduction, noDeniedRequest, noPlainTextCode(places)],
  });
}
