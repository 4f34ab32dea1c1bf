import * as pulumi from "@pulumi/pulumi";

/** A connection of a program to its engine. */
export interface Connection {
  close(): void;
}

/**
 * The connections of the program that calls this, to be closed once its run is over. Pulumi's SDK opens them for each inline program and closes
 * them for plain ones only (`disconnect` in `runtime/settings.ts`). With each stays what the program has declared, 35 kB for a customer.
 */
export function connectionsOfProgram(): readonly Connection[] {
  const clients: readonly unknown[] = [pulumi.runtime.getMonitor(), pulumi.runtime.getEngine()];
  return clients.filter(isConnection);
}

function isConnection(client: unknown): client is Connection {
  return typeof client === "object" && client !== null && "close" in client && typeof client.close === "function";
}
