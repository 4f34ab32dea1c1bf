import { writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../boundary/support/linkedFolder";
import { runCommand } from "../support/command";
import { customers, submissions, withEmulator } from "../support/emulated";
import { generatedSdk, shownProgram, testIn } from "./sdk";

interface Came {
  readonly changes?: Readonly<Record<string, number>>;
  readonly outputs?: Readonly<Record<string, { readonly value: unknown; readonly secret: boolean }>>;
  readonly said?: string;
  readonly error?: string;
}

/** The functions that the shown program does not use, and a code that must stay secret. */
const government = `
import pulumi
import pulumi_partnercenter as partnercenter

codes = partnercenter.get_validation_codes_output()
fabrikam = partnercenter.CustomerQualification(
    "fabrikam",
    customer_id="${customers.fabrikam}",
    qualification=partnercenter.Qualification.GOVERNMENT_COMMUNITY_CLOUD,
    validation_code=codes.codes[0].validation_id,
)
kinds = partnercenter.get_qualifications_output(customer_id="${customers.tailspin}")
pulumi.export("code", fabrikam.validation_code)
pulumi.export("kinds", kinds.qualifications.apply(lambda all: [one.qualification for one in all]))
`;

const wrongSegment = `
import pulumi_partnercenter as partnercenter

partnercenter.CustomerQualification(
    "contoso", customer_id="${customers.contoso}", qualification="Education", education_segment="k12"
)
`;

const unknownDomain = `
import pulumi_partnercenter as partnercenter

partnercenter.get_customer(domain="nobody.onmicrosoft.com")
`;

testIn(
  "python",
  "a Python program onboards a customer by its domain with the generated SDK, previews as empty, and is told what is wrong",
  async ({ python = "" }) =>
    withEmulator({ program: "" }, async ({ project, control }) => {
      const sdk = await generatedSdk("python", project.folder);
      const installed = path.join(project.folder, "site");
      const offline = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"];
      await runCommand(python, ["-m", "pip", "install", ...offline, "--target", installed, sdk], { cwd: project.folder, env: project.env });
      writeFileSync(
        path.join(project.folder, "Pulumi.yaml"),
        `name: ${project.name}\nruntime: python\nplugins:\n  providers:\n    - name: partnercenter\n      path: ${path.join(root, "dist", "plugin")}\n`,
      );
      const write = (name: string, text: string): string => {
        writeFileSync(path.join(project.folder, name), text);
        return path.join(project.folder, name);
      };
      const [shown, codes, wrong, nobody] = [
        write("shown.py", shownProgram("python")),
        write("government.py", government),
        write("wrong.py", wrongSegment),
        write("nobody.py", unknownDomain),
      ];
      const run = async (...steps: { do: "up" | "preview" | "destroy"; program: string }[]): Promise<Came[]> => {
        const automation = path.join(__dirname, "automation.py");
        const env = {
          ...project.env,
          PYTHONPATH: installed,
          PATH: [path.dirname(project.engine.pulumi), project.env["PATH"]].join(path.delimiter),
        };
        const { stdout } = await runCommand(python, [automation, project.folder, project.name, JSON.stringify(steps)], {
          cwd: project.folder,
          env,
        });
        return JSON.parse(stdout.split("\n").findLast((line) => line.startsWith("[")) ?? "") as Came[];
      };

      const [up, again] = await run({ do: "up", program: shown }, { do: "preview", program: shown });
      expect(up?.outputs).toEqual({ vetting: { value: "InReview", secret: false } });
      expect(control.submissions().map(({ customerId }) => customerId)).toEqual([customers.contoso]);
      expect(again?.error).toBeUndefined();
      expect(again?.changes).toEqual({ same: 2 });

      control.setQualifications(customers.tailspin, [{ qualification: "Nonprofit" }]);
      const [refused, unknown, tagged, destroyed] = await run(
        { do: "up", program: wrong },
        { do: "up", program: nobody },
        { do: "up", program: codes },
        { do: "destroy", program: codes },
      );
      expect(refused?.error).toContain("educationSegment: is not one of K12, HigherEducation; did you mean K12?");
      expect(unknown?.error).toContain("nobody.onmicrosoft.com");
      expect(tagged?.outputs).toEqual({ code: { value: "123456", secret: true }, kinds: { value: ["Nonprofit"], secret: false } });
      expect(JSON.stringify([up, again, refused, unknown, tagged?.said, destroyed])).not.toContain("123456");
      expect(destroyed?.said).toContain("stays: Partner Center offers no way to remove a qualification");
      expect(submissions(control)).toBe(2);
    }),
);
