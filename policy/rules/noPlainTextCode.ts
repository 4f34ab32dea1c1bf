import type { ResourceValidationPolicy } from "@pulumi/policy";
import { findInFiles } from "../findInFiles";
import { projectFolder } from "../projectFolder";
import { isQualification, projectOf, text } from "../qualification";

interface Config {
  readonly folder: string;
}

/**
 * A validation code is a secret of the partner's. `CustomerQualification` keeps it secret whatever the program gives, so what is left to
 * see is where it came from: a policy is not told whether a value was a secret in the program or in the configuration, so the rule looks
 * for the code in the project's files. It is not told where these are either: `places` are where to look for the project.
 */
export function noPlainTextCode(places: readonly (string | undefined)[]): ResourceValidationPolicy {
  return {
    name: "no-plain-text-code",
    description: "A validation code is not written in the program, in its data or in the stack's configuration.",
    enforcementLevel: "mandatory",
    configSchema: {
      properties: {
        folder: {
          type: "string",
          default: "",
          description: "The project's folder, as an absolute path. Empty: where Pulumi was started.",
        },
      },
    },
    validateResource(resource, report) {
      if (!isQualification(resource)) return;
      const code = text(resource, "validationCode");
      if (code === undefined) return;
      const customer = text(resource, "customerId");
      if (!resource.opts.additionalSecretOutputs.includes("validationCode")) {
        report(`The validation code of customer ${customer} is kept in clear in the state. Declare it with CustomerQualification.`);
      }
      const { folder } = resource.getConfig<Config>();
      const project = projectFolder(folder === "" ? places : [folder], projectOf(resource));
      if (project === undefined) {
        return report(
          `Whether the validation code of customer ${customer} stands in clear could not be seen: the project's folder was not found. ` +
            'Name it in "folder" of the policy no-plain-text-code, or start Pulumi in it.',
        );
      }
      const { places: found, unseen } = findInFiles(project, code);
      if (unseen !== undefined) {
        report(
          `Whether the validation code of customer ${customer} stands in clear could not be seen in all files of the project: not in ${unseen}. ` +
            'Keep these outside of the project\'s folder, or make the policy no-plain-text-code "advisory".',
        );
      }
      if (found.length === 0) return;
      report(
        `The validation code of customer ${customer} stands in clear in ${found.join(", ")}. ` +
          "Take it from the configuration: pulumi config set --secret NAME, and new pulumi.Config().requireSecret(NAME).",
      );
    },
  };
}
