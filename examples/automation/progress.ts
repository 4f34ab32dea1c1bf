import type { EngineEvent } from "@pulumi/pulumi/automation";

/** Prints a line for each resource that begins or ends, and each warning once. */
export function printProgress(print: (line: string) => void): (event: EngineEvent) => void {
  const told = new Set<string>();
  return ({ resourcePreEvent, resOutputsEvent, diagnosticEvent }) => {
    if (resourcePreEvent && isWork(resourcePreEvent.metadata.op)) {
      print(`… ${resourcePreEvent.metadata.op} ${nameOf(resourcePreEvent.metadata.urn)}`);
    }
    if (resOutputsEvent && isWork(resOutputsEvent.metadata.op)) {
      const status: unknown = resOutputsEvent.metadata.new?.outputs["vettingStatus"];
      print(`✓ ${resOutputsEvent.metadata.op} ${nameOf(resOutputsEvent.metadata.urn)}${typeof status === "string" ? `: ${status}` : ""}`);
    }
    if (diagnosticEvent && (diagnosticEvent.severity === "warning" || diagnosticEvent.severity === "error")) {
      // The message comes with marks for colour.
      const line = `! ${diagnosticEvent.message.replace(/<\{%.*?%\}>/g, "").trim()}`;
      if (!told.has(line)) print(line);
      told.add(line);
    }
  };
}

const isWork = (operation: string): boolean => operation !== "same" && operation !== "refresh" && operation !== "read";

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
