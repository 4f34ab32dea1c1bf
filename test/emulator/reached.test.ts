import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { type Emulator, startEmulator, wellKnown } from "../../emulator";
import { makeAuthority, makeServerCertificate } from "../../emulator/tls/certificates";
import { defaultTlsFolder, ownIdentity } from "../../emulator/tls/identity";
import { raw, withEmulator } from "./support";

const { tenantId, clientId } = wellKnown;
const metadata = `/${tenantId}/v2.0/.well-known/openid-configuration`;

async function issuerAt(emulator: Emulator, headers: Readonly<Record<string, string>>): Promise<string> {
  const { text } = await raw(emulator, "GET", metadata, headers);
  return (JSON.parse(text) as { issuer: string }).issuer;
}

test("metadata and the device page have the address by which they were asked for: a service's name, another published port", async () => {
  await withEmulator({}, async (emulator) => {
    expect(await issuerAt(emulator, { host: "Partnercenter:18917" })).toBe(`http://partnercenter:18917/${tenantId}/v2.0`);
    expect(await issuerAt(emulator, { host: "[::1]:5" })).toBe(`http://[::1]:5/${tenantId}/v2.0`);
    const form = `client_id=${clientId}&scope=openid`;
    const headers = { host: "emulator:1", "content-type": "application/x-www-form-urlencoded" };
    const device = await raw(emulator, "POST", `/${tenantId}/oauth2/v2.0/devicecode`, headers, form);
    expect(JSON.parse(device.text)).toMatchObject({ verification_uri: "http://emulator:1/common/oauth2/deviceauth" });
  });
});

test("a proxy of this machine is followed, one that is named too, and no other", async () => {
  const forwarded = { "x-forwarded-host": "pc.internal, proxy", "x-forwarded-proto": "https" };
  await withEmulator({}, async (emulator) => {
    expect(await issuerAt(emulator, forwarded)).toBe(`https://pc.internal/${tenantId}/v2.0`);
    expect(await issuerAt(emulator, { "x-forwarded-proto": "gopher" })).toMatch(/^http:/);
  });
  await expect(startEmulator({ trustedProxies: ["10.0.0.0/33"] })).rejects.toThrow("10.0.0.0/33");
  await expect(startEmulator({ trustedProxies: ["proxy"] })).rejects.toThrow("such as 10.0.0.0/8");
});

test("with a URL that is said, all addresses begin with it, and its name is allowed", async () => {
  await withEmulator({ url: "https://Partner.example:8443/" }, async (emulator) => {
    expect(emulator.url).toBe("https://partner.example:8443");
    expect(await issuerAt(emulator, {})).toBe(`https://partner.example:8443/${tenantId}/v2.0`);
    expect((await raw(emulator, "GET", metadata, { host: "partner.example" })).status).toBe(200);
  });
  for (const url of ["partner.example", "ftp://x", "https://x/path", "https://u@x"])
    await expect(startEmulator({ url })).rejects.toThrow(`not "${url}"`);
});

describe("over TLS", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "emulator-tls-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const get = (emulator: Emulator, ca: string | undefined, servername: string): Promise<number | string> =>
    new Promise((resolve) => {
      const options = { host: "127.0.0.1", port: emulator.port, path: "/_emulator/health", servername, headers: { host: servername } };
      request({ ...options, ...(ca === undefined ? {} : { ca }) }, (answer) => resolve(answer.resume().statusCode ?? 0))
        .on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
        .end();
    });

  test("a client that trusts the authority is served under every name of the emulator, and one that does not is not", async () => {
    await withEmulator({ tls: { folder }, allowedHosts: ["login.microsoftonline.com"] }, async (emulator) => {
      expect(emulator.url).toBe(`https://127.0.0.1:${emulator.port}`);
      for (const name of ["localhost", "partnercenter", "emulator.test", "login.microsoftonline.com", "host.docker.internal"])
        expect([name, await get(emulator, emulator.ca?.pem, name)]).toEqual([name, 200]);
      expect(await get(emulator, undefined, "localhost")).toMatch(/SELF_SIGNED|UNABLE_TO_VERIFY/);
      expect(await get(emulator, emulator.ca?.pem, "evil.example")).toMatch(/ALTNAME/);
      expect(readFileSync(emulator.ca?.file ?? "", "utf8")).toBe(emulator.ca?.pem);
    });
  });

  test("the certificates pass OpenSSL's strict check, as Python's does", async () => {
    await withEmulator({ tls: { folder } }, async () => {
      const pems = [join(folder, "ca", "cert.pem"), join(folder, "server", "cert.pem")] as const;
      const said = execFileSync("openssl", ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", ...pems], { encoding: "utf8" });
      expect(said).toContain("OK");
    });
  });

  test("the keys are the user's alone; a second start takes what is there, and another emulator beside it too", async () => {
    const pems: (string | undefined)[] = [];
    for (let n = 0; n < 2; n++) await withEmulator({ tls: { folder } }, async ({ ca }) => void pems.push(ca?.pem));
    expect(pems[0]).toBe(pems[1]);
    for (const name of ["ca", "server"]) expect(statSync(join(folder, name, "key.pem")).mode & 0o777).toBe(0o600);
  });

  test("a certificate is made anew before it ends, its authority before what it signs would outlive it", () => {
    const day = 86_400_000;
    const now = Date.now();
    const names = ["localhost", "127.0.0.1"];
    const serial = (pem: string): string => new X509Certificate(pem).serialNumber;
    const first = ownIdentity(folder, names, [], now);
    const later = ownIdentity(folder, names, [], now + 360 * day);
    expect(serial(later.cert)).toBe(serial(first.cert));
    const renewed = ownIdentity(folder, names, [], now + 370 * day);
    expect(serial(renewed.cert)).not.toBe(serial(first.cert));
    expect(renewed.ca?.pem).toBe(first.ca?.pem);
    const muchLater = ownIdentity(folder, names, [], now + 3260 * day);
    expect(muchLater.ca?.pem).not.toBe(first.ca?.pem);
    expect(new X509Certificate(muchLater.cert).verify(new X509Certificate(muchLater.ca?.pem ?? "").publicKey)).toBe(true);
    const more = ownIdentity(folder, [...names, "10.1.2.3"], [], now + 3260 * day);
    expect(new X509Certificate(more.cert).checkIP("10.1.2.3")).toBe("10.1.2.3");
  });

  test("a damaged key is made anew", () => {
    const first = ownIdentity(folder, ["localhost"], []);
    writeFileSync(join(folder, "ca", "key.pem"), "nonsense");
    const second = ownIdentity(folder, ["localhost"], []);
    expect(second.ca?.pem).not.toBe(first.ca?.pem);
  });

  test("a certificate that is given is served; one that is none is refused with the cause", async () => {
    const given = makeServerCertificate(makeAuthority(Date.now()), ["localhost"], Date.now());
    await withEmulator({ tls: given }, async (emulator) => {
      expect(emulator.ca).toBeUndefined();
      const served = await new Promise<string>((resolve) => {
        const socket = connect({ host: "127.0.0.1", port: emulator.port, rejectUnauthorized: false }, () => {
          resolve(socket.getPeerX509Certificate()?.serialNumber ?? "");
          socket.destroy();
        });
      });
      expect(served).toBe(new X509Certificate(given.cert).serialNumber);
    });
    await expect(startEmulator({ tls: { ...given, key: "nonsense" } })).rejects.toThrow("cannot be used");
    writeFileSync(join(folder, "file"), "");
    await expect(startEmulator({ tls: { folder: join(folder, "file") } })).rejects.toThrow("cannot keep the certificates");
  });

  test("the folder is the user's, as each system has it", () => {
    expect(defaultTlsFolder({}, "linux", "/home/a")).toBe("/home/a/.local/share/pulumi-partnercenter/tls");
    expect(defaultTlsFolder({ XDG_DATA_HOME: "/data" }, "linux", "/home/a")).toBe("/data/pulumi-partnercenter/tls");
    expect(defaultTlsFolder({}, "darwin", "/Users/a")).toBe("/Users/a/Library/Application Support/pulumi-partnercenter/tls");
    expect(defaultTlsFolder({ LOCALAPPDATA: "C:/L" }, "win32", "C:/a")).toBe("C:/L/pulumi-partnercenter/tls");
  });
});
