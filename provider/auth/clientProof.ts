import { constants, createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Secret } from "../config/secret";
import type { AppRegistration } from "../config/settings";
import { PartnerCenterError } from "../errors";
import type { Ports } from "../ports";

/** What the application proves itself with, one of them; nothing for a public client. */
export type ClientProof = Pick<AppRegistration, "clientSecret" | "clientCertificatePath" | "clientCertificatePassword" | "oidcTokenFile">;

/** Minutes that an assertion of ours is valid; Entra accepts up to ten. */
const lifetime = 5;

/**
 * The fields of a token request that prove the application: its secret, an assertion that it signs itself, or one that another issuer signed.
 *
 * @param audience The token endpoint's URL.
 * @throws PartnerCenterError of kind `configuration` where a file cannot be used.
 */
export function proofFields(proof: ClientProof, clientId: string, audience: string, ports: Ports): Readonly<Record<string, string>> {
  const { clientSecret, clientCertificatePath, clientCertificatePassword, oidcTokenFile } = proof;
  if (clientSecret !== undefined) return { client_secret: clientSecret.reveal() };
  if (clientCertificatePath !== undefined)
    return assertion(signed(readCertificate(clientCertificatePath, clientCertificatePassword), clientId, audience, ports));
  return oidcTokenFile === undefined ? {} : assertion(readFederatedToken(oidcTokenFile));
}

/** Source: RFC 7523 §2.2; learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow and …/v2-oauth2-client-creds-grant-flow. */
function assertion(token: string): Readonly<Record<string, string>> {
  return { client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", client_assertion: token };
}

interface KeyPair {
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

/** Source: learn.microsoft.com/entra/identity-platform/certificate-credentials (PS256, `x5t#S256`). */
function signed({ certificate, key }: KeyPair, clientId: string, audience: string, ports: Ports): string {
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

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** A PEM file may hold a chain in any order: one's own certificate is the one that the key belongs to. */
function readCertificate(path: string, password: Secret | undefined): KeyPair {
  const problem = (what: string): PartnerCenterError =>
    new PartnerCenterError(`The certificate file ${JSON.stringify(path)} (partnercenter:clientCertificatePath) ${what}.`, {
      kind: "configuration",
      remedy:
        "It must be a PEM file that this process may read, with a certificate and its RSA private key; a password goes to partnercenter:clientCertificatePassword or PARTNERCENTER_CLIENT_CERTIFICATE_PASSWORD.",
    });
  const pem = readText(path);
  if (pem === undefined) throw problem("cannot be read");
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, ...(password === undefined ? {} : { passphrase: password.reveal() }) });
  } catch {
    throw problem("holds no usable private key, or its password is wrong");
  }
  if (key.asymmetricKeyType !== "rsa") throw problem(`holds a key of the kind ${key.asymmetricKeyType}, and Entra takes RSA alone`);
  const blocks = pem.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g) ?? [];
  const certificates = blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
  if (certificates.length === 0) throw problem("holds no usable certificate");
  const certificate = certificates.find((candidate) => candidate.checkPrivateKey(key));
  if (certificate === undefined) {
    throw problem(
      certificates.length === 1
        ? "holds a private key that is not its certificate's"
        : `holds a private key that belongs to none of its ${certificates.length} certificates`,
    );
  }
  return { certificate, key };
}

/** Read anew for each request: whoever issues such tokens (GitHub, Kubernetes) replaces the file before it ends. */
function readFederatedToken(path: string): string {
  const problem = (what: string): PartnerCenterError =>
    new PartnerCenterError(`The file of the federated token ${JSON.stringify(path)} (partnercenter:oidcTokenFile) ${what}.`, {
      kind: "configuration",
      remedy: "It must hold the token that GitHub, Kubernetes or another issuer gives this run, alone, and be readable by this process.",
    });
  const token = readText(path)?.trim();
  if (token === undefined) throw problem("cannot be read");
  if (token === "") throw problem("is empty");
  if (!/^[\x21-\x7e]+$/.test(token)) throw problem("holds something else than one token");
  return token;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch {
    return undefined;
  }
}
