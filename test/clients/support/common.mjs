// What the programs of the Node clients share: the browser's and the user's part, by plain requests.

export const settings = JSON.parse(process.env.SETTINGS ?? "{}");
export const authority = `${settings.authority}/${settings.tenantId}`;
export const redirectUri = "http://localhost:53682";

/** The user's browser goes to the emulator itself: only the client believes to be at Microsoft. */
function ownAddress(address) {
  const { pathname, search } = new URL(address);
  return new URL(`${pathname}${search}`, settings.own);
}

/** What a user does in a browser: opens the address, accepts, and is sent back with a code. */
export async function consent(address) {
  const url = ownAddress(address);
  const page = await fetch(url);
  if (page.status !== 200) throw new Error(`the page: ${page.status}`);
  const body = new URLSearchParams([...url.searchParams, ["verdict", "accept"]]);
  const answer = await fetch(`${url.origin}${url.pathname}`, { method: "POST", body, redirect: "manual" });
  if (answer.status === 302) return Object.fromEntries(new URL(answer.headers.get("location")).searchParams);
  const fields = [...(await answer.text()).matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name, value]) => [name, value]));
}

/** What a user does on another device. */
export async function typeCode(address, code) {
  const answer = await fetch(ownAddress(address), { method: "POST", body: new URLSearchParams({ user_code: code, verdict: "accept" }) });
  if (answer.status !== 200) throw new Error(`the device page: ${answer.status}`);
}

/** A federated identity's assertion: the emulator looks at its shape alone. */
export function assertion() {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: "https://token.actions.example", sub: "repo:x", aud: "api://AzureADTokenExchange", iat: now, exp: now + 600 };
  return `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.AAAA`;
}

/** Runs the flow that the command line names, and says what came of it. */
export async function main(flows) {
  const flow = flows[process.argv.at(-1)];
  if (flow === undefined) throw new Error(`no flow ${process.argv.at(-1)}`);
  try {
    console.log(JSON.stringify(await flow()));
  } catch (error) {
    console.log(JSON.stringify({ error: `${error.name}: ${error.errorMessage ?? error.message}` }));
  }
  process.exit(0);
}
