import { generateKeyPairSync, randomBytes } from "node:crypto";
import { isIP } from "node:net";

/** A certificate with its private key, both as PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

const day = 86_400_000;
/** Days. Ten years for the authority; a little more than a year for a server, the longest that browsers take (CA/Browser Forum, ballot SC-31). */
const lifetimes = { authority: 3650, server: 397 };

// Some 100 ms to load, needed on the first start with TLS and at each renewal only.
type Forge = typeof import("node-forge");
const forge = (): Forge => require("node-forge") as Forge;

/** Makes an authority: a certificate that signs itself, for signing others. */
export function makeAuthority(now: number): KeyAndCertificate {
  const { pki } = forge();
  const { key, certificate } = begin(now, lifetimes.authority);
  const subject = [
    { shortName: "O", value: "Partner Center emulator" },
    { shortName: "CN", value: `Partner Center emulator on this machine, ${randomBytes(3).toString("hex")}` },
  ];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
    { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    { name: "subjectKeyIdentifier" },
  ]);
  return sign(certificate, key, pki.privateKeyFromPem(key));
}

/** Makes a server's certificate for these names and addresses. */
export function makeServerCertificate(authority: KeyAndCertificate, names: readonly string[], now: number): KeyAndCertificate {
  const { pki } = forge();
  const { key, certificate } = begin(now, lifetimes.server);
  const issuer = pki.certificateFromPem(authority.cert);
  certificate.setSubject([{ shortName: "CN", value: "Partner Center emulator" }]);
  certificate.setIssuer(issuer.subject.attributes);
  certificate.setExtensions([
    { name: "basicConstraints", cA: false, critical: true },
    { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
    { name: "extKeyUsage", serverAuth: true },
    { name: "subjectAltName", altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })) },
    { name: "subjectKeyIdentifier" },
    { name: "authorityKeyIdentifier", keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
  ]);
  return sign(certificate, key, pki.privateKeyFromPem(authority.key));
}

type Certificate = ReturnType<Forge["pki"]["createCertificate"]>;

function begin(now: number, days: number): { readonly key: string; readonly certificate: Certificate } {
  const { pki } = forge();
  // Node's own, which takes a tenth of what it takes in JavaScript.
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicKey);
  // Positive, as RFC 5280 wants it.
  certificate.serialNumber = `01${randomBytes(15).toString("hex")}`;
  // An hour ago, for clocks that are behind, such as those of virtual machines.
  certificate.validity.notBefore = new Date(now - 3_600_000);
  certificate.validity.notAfter = new Date(now + days * day);
  return { key: privateKey, certificate };
}

function sign(certificate: Certificate, key: string, signer: Parameters<Certificate["sign"]>[0]): KeyAndCertificate {
  const { md, pki } = forge();
  certificate.sign(signer, md.sha256.create());
  return { key, cert: pki.certificateToPem(certificate) };
}
