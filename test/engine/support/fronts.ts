import path from "node:path";
import { root } from "../../boundary/support/linkedFolder";

/** One of the two ways by which a program reaches Partner Center. */
export interface Front {
  readonly front: "dynamic provider" | "plugin";
  /** What a Node program imports. */
  readonly module: string;
  /** What stands in the command line of the provider's process. */
  readonly process: string;
  /** What Pulumi.yaml needs beside the program. */
  readonly projectFile: readonly string[];
}

export const dynamicFront: Front = {
  front: "dynamic provider",
  module: "pulumi-partnercenter",
  process: "cmd/dynamic-provider",
  projectFile: [],
};

export const pluginFront: Front = {
  front: "plugin",
  module: "pulumi-partnercenter/plugin",
  process: "pulumi-resource-partnercenter",
  projectFile: ["plugins:", "  providers:", "    - name: partnercenter", `      path: ${path.join(root, "dist", "plugin")}`],
};

/** For tests of what holds of both. */
export const fronts: readonly Front[] = [dynamicFront, pluginFront];
