import { chooseSignIn } from "../../provider/auth/chooseSignIn";
import { readSettings } from "../../provider/config/settings";
import { type Job, services, stages } from "../support/pipelines";

const partner = { PARTNERCENTER_TENANT_ID: "11111111-2222-4333-8444-555555555555", PARTNERCENTER_CLIENT_ID: "app-of-the-user" };
const azure = { AZURE_TENANT_ID: "22222222-2222-4333-8444-555555555555", AZURE_CLIENT_ID: "app-of-the-job" };

/** What each service sets beside the file, as docs/gitops.md says: GitLab's environments, a variable group for all stages of Azure DevOps. */
const set: Readonly<Record<keyof typeof services, (stage: string) => Record<string, string>>> = {
  "GitHub Actions": () => ({}),
  "Azure DevOps": () => partner,
  // `secrets:` of the job brings the app's secret.
  GitLab: (stage) => (stage === "up" ? { ...azure, ...partner, PARTNERCENTER_CLIENT_SECRET: "from-the-vault" } : azure),
};

/** The variables that scripts set for what comes after them. */
const setByScripts = ({ steps }: Job): Record<string, string> =>
  Object.fromEntries(
    steps
      .flatMap(({ script }) => [...script.matchAll(/\b((?:PARTNERCENTER|AZURE)_[A-Z_]+)=/g)])
      .map(([, name = ""]) => [name, "by-a-script"]),
  );

const jobs = Object.entries(services).flatMap(([service, job]) => stages.map((stage) => ({ service, stage, job: job(stage) })));

test.each(jobs)("$service, $stage: the environment of the job leads to the sign-in that is meant", ({ service, stage, job }) => {
  const env = {
    ...set[service as keyof typeof services](stage),
    ...job.env,
    ...Object.assign({}, ...job.steps.map((step) => step.env)),
    ...setByScripts(job),
  };
  const settings = readSettings(() => undefined, env);
  const signIn = chooseSignIn(settings);
  if (stage === "up") {
    // The user who consented, by the app of that consent: not the identity that the job has in Azure.
    expect(signIn).toEqual({
      way: "refreshToken",
      tenantId: partner.PARTNERCENTER_TENANT_ID,
      clientId: expect.not.stringContaining(azure.AZURE_CLIENT_ID),
    });
    expect(settings.sources.taken).toBe("PARTNERCENTER_* variables");
    expect(settings.app).toMatchObject({ clientSecret: expect.anything() });
    expect(settings.tokenStore).toMatchObject({ kind: "keyvault" });
    expect(settings.readOnly).toBe(false);
  } else {
    // The application that the job is, without a user: it may read.
    expect(signIn).toMatchObject(
      service === "GitLab"
        ? { way: "workloadIdentity", clientId: azure.AZURE_CLIENT_ID, proof: { oidcTokenFile: "by-a-script" } }
        : { way: "azureCli" },
    );
    expect(settings.readOnly).toBe(true);
  }
});
