import type { ContractTraits } from "../../provider/qualification/partnerCenterPort";
import { createRuntime, type Runtime } from "../../provider/services/runtime";
import { systemPorts } from "../../provider/systemPorts";
import { contract2023, PartnerCenterModel, RecordedDiagnostics } from "./partnerCenterModel";

/** A runtime over a Partner Center in memory: what the services do without a wire. */
export function serviceRuntime({
  contract = contract2023,
  model = new PartnerCenterModel(contract),
}: {
  contract?: ContractTraits;
  model?: PartnerCenterModel;
} = {}): {
  readonly runtime: Runtime;
  readonly diagnostics: RecordedDiagnostics;
  readonly model: PartnerCenterModel;
} {
  const diagnostics = new RecordedDiagnostics();
  const runtime = createRuntime({ ports: systemPorts, env: {}, diagnostics, connect: () => model });
  runtime.configure((key) => ({ emulator: "http://127.0.0.1:9", apiContract: contract.name })[key]);
  runtime.settings();
  diagnostics.messages.length = 0;
  return { runtime, diagnostics, model };
}
