import type { Control, Emulator, EmulatorOptions } from "../../emulator";
import { type Plugin, type PluginOptions, startPluginHere } from "../boundary/support/plugin";
import { startWithCustomers } from "../boundary/support/world";

export interface PluginWorld {
  readonly emulator: Emulator;
  readonly control: Control;
  readonly plugin: Plugin;
  /** Another plugin, as another process would be. It speaks to the same emulator, and ends with the world. */
  restart(options?: PluginOptions): Promise<Plugin>;
}

/** Runs a test with an emulator and a plugin of its own, over its protocol. The engine says Handshake. */
export async function withPlugin(
  test: (world: PluginWorld) => Promise<void>,
  options: PluginOptions & { readonly emulator?: EmulatorOptions } = {},
): Promise<void> {
  const { emulator: emulated, ...plugin } = options;
  const emulator = await startWithCustomers(emulated);
  const processes: Plugin[] = [];
  const restart: PluginWorld["restart"] = async (more = {}) => {
    const started = await startPluginHere({
      handshake: { refreshBeforeUpdate: true },
      ...plugin,
      ...more,
      env: { PARTNERCENTER_EMULATOR: emulator.url, ...plugin.env, ...more.env },
    });
    processes.push(started);
    return started;
  };
  try {
    await test({ emulator, control: emulator.control, plugin: await restart(), restart });
  } finally {
    await Promise.all(processes.map((each) => each.stop()));
    await emulator.close();
  }
}

/** What the engine was told, without what the emulator says of itself. */
export function told({ logs }: Plugin): { severity: string; message: string; urn: string }[] {
  return logs
    .filter(
      ({ severity, message }) => severity !== "debug" && !message.startsWith("Speaking to") && !message.startsWith("This program has new"),
    )
    .map(({ severity, message, urn }) => ({ severity, message, urn }));
}
