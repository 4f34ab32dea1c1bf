import { constants, createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Secret } from "../config/secret";
import { PartnerCenterError } from "../errors";
import type { Ports } from "../ports";

/** Minutes that an assertion is valid; Entra accepts up to ten. */
const lifetime = 5;

/**
 * The application's proof by certificate (`private_key_jwt`): a token that it signs itself.
 * Source: learn.microsoft.com/entra/identity-platform/certificate-credentials (PS256, `x5t#S256`).
 *
 * @throws PartnerCenterError of kind `configuration` where the file cannot be used.
 */
export function clientAssertion(path: string, password: Secret | undefined, clientId: string, audience: string, ports: Ports): string {
  const { certificate, key } = load(path, password);
  const thumbprint = createHash("sha256").update(certificate.raw).digest("base64url");
  const now = Math.floor(ports.now() / 1000);
  const header = encode({ alg: "PS256", typ: "JWT", "x5t#S256": thumbprint });
  const payload = encode({ aud: audience, iss: clientId, sub: clientId, jti: ports.uuid(), nbf: now, exp: now + lifetime * 60 });
  const signature = sign("sha256", Buffer.from(`${header}.${payload}`), {
    key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  });
  return `${header}.${payload}.${signature.toString("base64url")}`;
}

function load(path: string, password: Secret | undefined): { certificate: X509Certificate; key: KeyObject } {
  const problem = (what: string): PartnerCenterError =>
    new PartnerCenterError(`The certificate file ${JSON.stringify(path)} (partnercenter:clientCertificatePath) ${what}.`, {
      kind: "configuration",
      remedy:
        "It must be a PEM file that this process may read, with one certificate and its RSA private key; a password goes to partnercenter:clientCertificatePassword or PARTNERCENTER_CLIENT_CERTIFICATE_PASSWORD.",
    });
  let pem: string;
  try {
    pem = readFileSync(path, "utf8");
  } catch {
    throw problem("cannot be read");
  }
  try {
    const certificate = new X509Certificate(pem);
    const key = createPrivateKey({ key: pem, ...(password === undefined ? {} : { passphrase: password.reveal() }) });
    if (key.asymmetricKeyType !== "rsa") throw new TypeError("not RSA");
    return { certificate, key };
  } catch {
    throw problem("holds no usable certificate with a private key, or its password is wrong");
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
