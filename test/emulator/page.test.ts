import { request } from "node:http";
import type { Emulator } from "../../emulator";
import { pageFiles } from "../../emulator/page/files";
import { call, withEmulator } from "./support";

/** `fetch` sends no Host of ours. */
function getAs(emulator: Emulator, host: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: emulator.port, path, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject).end();
  });
}

test("the page is at the root, and everything that it names is there; nothing else may run in it", async () => {
  await withEmulator({}, async (emulator) => {
    const root = await call(emulator, "GET", "/", { token: null });
    expect([root.status, root.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const policy = root.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    const named = [...root.text.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, path = ""]) => path);
    const imported = [...pageFiles.values()].flatMap(({ text }) =>
      [...text.matchAll(/from "\.\/([^"]+)"/g)].map(([, name]) => `/_emulator/page/${name}`),
    );
    for (const path of new Set([...named, ...imported]))
      expect([path, (await call(emulator, "GET", path, { token: null })).status]).toEqual([path, 200]);
    expect(root.text).not.toMatch(/ on[a-z]+="| style="|<script>/);
    expect(emulator.control.requests()).toEqual([]);
  });
});

test("the page takes only GET, and has no other files", async () => {
  await withEmulator({}, async (emulator) => {
    expect((await call(emulator, "POST", "/", { token: null })).status).toBe(405);
    expect((await call(emulator, "GET", "/_emulator/page/none.js", { token: null })).status).toBe(404);
    expect((await call(emulator, "HEAD", "/", { token: null })).text).toBe("");
  });
});

test.each([
  ["127.0.0.1:8917", 200],
  ["localhost", 200],
  ["[::1]:8917", 200],
  ["partnercenter:8917", 200],
  ["emulator.test", 200],
  ["host.docker.internal:8917", 200],
  ["LOCALHOST.", 200],
  ["mine.example", 200],
  ["evil.example", 403],
  ["127.0.0.1.evil.example:8917", 403],
  ["evil.example:80@localhost", 403],
])("a browser that believes to be at %j gets %d from the page and the control interface (DNS rebinding)", async (host, status) => {
  await withEmulator({ allowedHosts: ["Mine.example"] }, async (emulator) => {
    expect(await getAs(emulator, host, "/")).toBe(status);
    expect(await getAs(emulator, host, "/_emulator/health")).toBe(status);
  });
});

test("the overview has what fits the search and what is new, with codes and tokens masked", async () => {
  await withEmulator({}, async (emulator) => {
    for (const name of ["Contoso", "Fabrikam", "Contoso Two"]) emulator.control.addCustomer({ companyName: name });
    emulator.control.addValidationCode({ validationId: "Secret42" });
    await call(emulator, "GET", "/v1/customers");
    const all = await call(emulator, "GET", "/_emulator/overview?search=CONTOSO&limit=1", { token: null });
    expect(all.json).toMatchObject({ found: 2, total: 3, customers: [{ companyName: "Contoso" }], requests: [{ id: 1 }], oldest: 1 });
    expect(all.text).not.toMatch(/Secret42|eyJ/);
    const next = await call(emulator, "GET", "/_emulator/overview?after=1&codes=show", { token: null });
    expect(next.json).toMatchObject({ requests: [], oldest: 1, validationCodes: [{ validationId: "Secret42" }] });
    expect((await call(emulator, "GET", "/_emulator/overview?limit=x", { token: null })).status).toBe(400);
  });
});
