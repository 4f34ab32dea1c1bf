// The story of `npm run demo`: four customers from the first `pulumi up` to the last `pulumi destroy`, on the real engine and
// an emulated Partner Center.
import { createRequire } from "node:module";
import { contoso, customers, fabrikam, governmentCode } from "./customers.mjs";
import { createStack, flatten } from "./stack.mjs";

const { startEmulator } = createRequire(import.meta.url)("../../dist/emulator/index.js");

export async function tell(engine) {
  const color = process.stdout.isTTY === true && !process.env.NO_COLOR;
  const bold = (text) => (color ? `\u001b[1m${text}\u001b[0m` : text);
  const began = performance.now();
  let chapter = 0;
  const scene = (title, words) => {
    chapter += 1;
    const text = Array.isArray(words) ? words : [words];
    console.log(`\n${bold(`${chapter}. ${title}`)}\n${text.map((line) => `   ${line}`).join("\n")}\n`);
  };

  const emulator = await startEmulator();
  const { control } = emulator;
  for (const { customerId, name } of customers) {
    control.addCustomer({ id: customerId, domain: `${name}.onmicrosoft.com`, companyName: name });
  }
  control.addValidationCode({ validationId: governmentCode, organizationName: "Lamna State", maxCreates: 5, remainingCreates: 5 });

  let stack;
  try {
    stack = await createStack(engine.pulumi, emulator.url, { print: (line) => console.log(line), color });
    await stack.configure(flatten(customers, "customers"));
    await stack.configure({ governmentCode }, { secret: true });

    scene("pulumi up", "Four customers, five qualifications. Each is asked for once; Microsoft decides later.");
    await stack.run(["up", "--yes", "--skip-preview"]);

    scene("pulumi preview, again", "Nothing changed, so there is nothing to do: a second run never asks a second time.");
    await stack.run(["preview", "--expect-no-changes"]);

    control.approve(contoso, "Education");
    control.deny(fabrikam, "Education", "Not an Academic Domain");
    scene("Microsoft decides; pulumi preview", "contoso is approved, fabrikam is denied. A plain preview shows it, and says how to go on.");
    await stack.run(["preview"]);
    scene("The same with --diff", "Each property that has changed at Microsoft.");
    await stack.run(["preview", "--diff"]);

    scene("Refused in preview: None", "contoso's qualification is set to None in the program. No API can do that.");
    await stack.configure({ "customers[0].qualifications[0].qualification": "None" });
    await mustFail(stack.run(["preview"], { mayFail: true }));

    scene(
      "Refused in preview: GovernmentCommunityCloud for an Education customer",
      "The two cannot be combined, and nothing can be taken back.",
    );
    await stack.run(["config", "rm", "--path", "customers[0].qualifications[0]"], { show: false });
    await stack.configure({ "customers[0].qualifications[0].qualification": "GovernmentCommunityCloud" });
    await mustFail(stack.run(["preview"], { mayFail: true }));
    await stack.configure(flatten(customers[0].qualifications, "customers[0].qualifications"));

    scene("fabrikam asks again; pulumi up", [
      "A changed website asks for a second vetting. An academic offer waits behind QualificationApproval:",
      "it is created only when Microsoft approves, which happens a moment after the request arrives.",
    ]);
    await stack.configure({ "customers[1].qualifications[0].website": "www.fabrikam.edu", "academicOffers[0]": "fabrikam" });
    const approving = approveSecondRequest(control);
    await stack.run(["up", "--yes", "--skip-preview"]).finally(() => approving.stop());

    const spent = control.submissions().filter(({ customerId }) => customerId === fabrikam).length;
    scene("pulumi destroy", [`In the whole story fabrikam spent ${spent} of its 3 requests. destroy says what stays.`]);
    await stack.run(["destroy", "--yes", "--skip-preview"]);

    console.log(
      `\n${bold("The end.")} ${control.submissions().length} requests were sent, in ${Math.round((performance.now() - began) / 1000)} s. Nothing is left running.`,
    );
    console.log('To go on by hand: see docs/start.md, "Try it by hand". The same in YAML, by the plugin: examples/yaml-onboarding.');
  } finally {
    stack?.remove();
    await emulator.close();
  }
}

async function mustFail(running) {
  const { code } = await running;
  if (code === 0) throw new Error("the preview should have been refused");
}

/** Approves fabrikam two seconds after its second request has come in. */
function approveSecondRequest(control) {
  const timer = setInterval(() => {
    const second = control.submissions().filter(({ customerId }) => customerId === fabrikam)[1];
    if (!second) return;
    clearInterval(timer);
    setTimeout(() => control.approve(fabrikam, "Education"), 2_000);
  }, 100);
  return { stop: () => clearInterval(timer) };
}
