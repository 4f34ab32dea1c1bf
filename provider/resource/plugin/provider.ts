import * as pulumi from "@pulumi/pulumi";
import { isKey, type KeyNames, keys } from "../../config/keys";
import type { ProviderArgs } from "../provider";
import { packageName } from "../typeToken";
import { pluginOptions } from "./options";

/** The configuration of one partner tenant, for the plugin. */
export interface PluginProviderArgs extends ProviderArgs {
  /**
   * True: each resource is read before it is compared, so that a plain `pulumi preview` shows what Microsoft has decided. Each state remembers it: no flag of
   * Pulumi's switches it off again, and a CLI before 3.172 refuses the state. Default false.
   */
  refreshBeforeUpdate?: pulumi.Input<boolean | undefined> | undefined;
}

/**
 * One partner tenant, for programs that manage customers of several: `{ provider: fabrikam }` in a resource's options. It has a process of
 * its own and takes nothing from the stack configuration. A name that means nothing is an error of the preview.
 */
export class Provider extends pulumi.ProviderResource {
  /**
   * @param name The provider's name in the program.
   * @param args Its configuration.
   * @param opts Pulumi's resource options.
   */
  constructor(name: string, args: PluginProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
    const props = given.map(([key, value]) => {
      // What is no key of ours is refused by the provider. Until then it may be anything, also a secret under a misspelt name.
      const { secret }: Partial<KeyNames> = isKey(key) ? keys[key] : { secret: true };
      const text = pulumi.output(value).apply((known) => (known === undefined || known === null ? undefined : String(known)));
      return [key, secret ? pulumi.secret(text) : text] as const;
    });
    super(packageName, name, Object.fromEntries(props), pluginOptions(opts));
  }
}
