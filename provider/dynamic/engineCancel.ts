import { Server } from "node:net";

const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Hears the engine's `Cancel` call, which Pulumi's own server ignores (facts: pulumi §0.10), beside that server, which is an HTTP/2 server of
 * Node's in this process. Where it is not found, Ctrl-C waits for the operations' own limits, as in every dynamic provider.
 */
export function onEngineCancel(cancel: () => void): void {
  const { _getActiveHandles: handles } = process as { _getActiveHandles?: () => unknown[] };
  for (const handle of handles?.call(process) ?? []) {
    if (!(handle instanceof Server)) continue;
    handle.on("stream", (_stream: unknown, headers: Readonly<Record<string, unknown>>) => {
      if (headers[":path"] === cancelPath) cancel();
    });
  }
}
