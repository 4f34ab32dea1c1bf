import * as pulumi from "@pulumi/pulumi";

const { version } = require("pulumi-partnercenter/package.json") as { version: string };

/**
 * The options of a resource of the plugin: the plugin's release is the package's, and a resource of the dynamic front that stands in the state under the same
 * name is this one.
 */
export function pluginOptions(opts: pulumi.CustomResourceOptions | undefined, formerType?: string): pulumi.CustomResourceOptions {
  const own: pulumi.CustomResourceOptions = { version, ...(formerType === undefined ? {} : { aliases: [{ type: formerType }] }) };
  return pulumi.mergeOptions(own, opts);
}

export function pluginInvokeOptions(opts: pulumi.InvokeOptions = {}): pulumi.InvokeOptions {
  return { version, ...opts };
}
