import type { ResourceValidationPolicy } from "@pulumi/policy";
import { projectFolder } from "../projectFolder";
import { type ProjectText, readProject } from "../projectText";
import { isOfThePlugin, isQualification, projectOf, text } from "../qualification";

interface Config {
  readonly folder: string;
}

/**
 * A validation code is a secret of the partner's. `CustomerQualification` keeps it secret whatever the program gives, so what is left to
 * see is where it came from: a policy is not told whether a value was a secret in the program or in the configuration, so the rule looks
 * for the code in the project's files. It is not told where these are either: `places` are where to look for the project.
 */
export function noPlainTextCode(places: readonly (string | undefined)[]): ResourceValidationPolicy {
  // The pack's process lives as long as one run, in which no file changes: what is read once holds for all customers.
  const [folders, texts] = [new Map<string, string | undefined>(), new Map<string, ProjectText>()];
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
      if (!isOfThePlugin(resource) && !resource.opts.additionalSecretOutputs.includes("validationCode")) {
        report(`The validation code of customer ${customer} is kept in clear in the state. Declare it with CustomerQualification.`);
      }
      const { folder } = resource.getConfig<Config>();
      const name = projectOf(resource);
      const key = `${folder}\n${name}`;
      if (!folders.has(key)) folders.set(key, projectFolder(folder === "" ? places : [folder], name));
      const project = folders.get(key);
      if (project === undefined) {
        return report(
          `Whether the validation code of customer ${customer} stands in clear could not be seen: the project's folder was not found. ` +
            'Name it in "folder" of the policy no-plain-text-code, or start Pulumi in it.',
        );
      }
      const contents = texts.get(project) ?? readProject(project);
      texts.set(project, contents);
      const { places: found, unseen } = contents.find(code);
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
