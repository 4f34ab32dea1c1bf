import { aboutTheStack, type Diagnostics } from "../diagnostics";
import { PartnerCenterError, type ProblemKind } from "../errors";
import type { Bag } from "../qualification/arguments";
import { isVetted, requestLimit } from "../qualification/vetting";
import type { Foreseen } from "../services/qualificationService";
import type { About } from "../services/runtime";
import type { PluginResource } from "./resources";

/** So many new resources have a line of their own. For more there is one line that counts. */
const fewLines = 5;

/** How long the last look waits for another one before the counting line is shown, in milliseconds. The engine does not say which create is the last. */
const lull = 100;

/** What certainly stops a create. Whatever else goes wrong in a look need not be there any more when `pulumi up` runs. */
const certain: readonly ProblemKind[] = ["rule", "customerUnknown", "interrupted"];

export interface Previews {
  /** Looks what a create would do, and says it. Undefined where that is not to be known. Throws where it would be refused. */
  look(resource: PluginResource, news: Bag, about: About): Promise<Foreseen | undefined>;
}

/** What this process has seen in a preview: it says of the first few new resources what would be done, and of the others how many there are of each kind. */
export function createPreviews(diagnostics: Diagnostics, pause: (ms: number) => Promise<void>): Previews {
  const counts = { adopt: 0, submit: 0 };
  let running = 0;
  let begun = 0;

  /** Before the answer of the last look: afterwards the engine may be gone. */
  async function summarize(): Promise<void> {
    const mine = begun;
    const total = counts.adopt + counts.submit;
    if (running > 0 || total <= fewLines) return;
    await pause(lull);
    if (running > 0 || begun !== mine) return;
    const parts = [
      ...(counts.submit > 0 ? [`${counts.submit} would be asked for`] : []),
      ...(counts.adopt > 0 ? [`${counts.adopt} would be adopted without a request`] : []),
    ];
    diagnostics.report("info", `${total} new qualifications: ${parts.join(", ")}.`, aboutTheStack);
    await diagnostics.flush();
  }

  return {
    async look(resource, news, about) {
      if (!resource.foresee) return undefined;
      running += 1;
      begun += 1;
      let ended = false;
      const end = (): void => {
        if (!ended) running -= 1;
        ended = true;
      };
      try {
        const seen = await resource.foresee(news, about);
        counts[seen.action] += 1;
        if (counts.adopt + counts.submit <= fewLines) diagnostics.report("info", sentence(seen, String(news["qualification"])), about.urn);
        end();
        await summarize();
        return seen;
      } catch (error) {
        if (!(error instanceof PartnerCenterError) || certain.includes(error.kind)) throw error;
        diagnostics.report("warning", `This preview cannot say what new qualifications would do. ${error.message}`, aboutTheStack);
        return undefined;
      } finally {
        end();
        await diagnostics.flush();
      }
    },
  };
}

function sentence(seen: Foreseen, qualification: string): string {
  if (seen.action === "submit") {
    if (!isVetted(qualification)) return "Would be asked for.";
    return `Would be asked for: at least request ${seen.number} of the ${requestLimit} that a customer has.`;
  }
  const status = seen.state["vettingStatus"];
  return `Is there already${typeof status === "string" ? ` (${status})` : ""}: would be adopted without a request.`;
}
