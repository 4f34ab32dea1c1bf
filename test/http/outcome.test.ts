import { classify, type Outcome, readBody } from "../../provider/http/outcome";

describe("classify", () => {
  test.each<[Parameters<typeof classify>[0], Outcome]>([
    [
      { code: "ENOTFOUND", syscall: "getaddrinfo" },
      { kind: "notSent", why: "name", code: "ENOTFOUND" },
    ],
    [{ code: "EAI_AGAIN" }, { kind: "notSent", why: "name", code: "EAI_AGAIN" }],
    [
      { code: "ECONNREFUSED", syscall: "connect", address: "127.0.0.1:1" },
      { kind: "notSent", why: "connection", code: "ECONNREFUSED", address: "127.0.0.1:1" },
    ],
    [
      { code: "ETIMEDOUT", syscall: "connect" },
      { kind: "notSent", why: "connection", code: "ETIMEDOUT" },
    ],
    [
      { code: "EHOSTUNREACH", syscall: "connect" },
      { kind: "notSent", why: "connection", code: "EHOSTUNREACH" },
    ],
    [
      { code: "EHOSTUNREACH", syscall: "read" },
      { kind: "dropped", code: "EHOSTUNREACH" },
    ],
    [{ code: "ECONNRESET" }, { kind: "dropped", code: "ECONNRESET" }],
    [
      { code: "EPIPE", syscall: "write" },
      { kind: "dropped", code: "EPIPE" },
    ],
    [{ code: "unknown" }, { kind: "dropped", code: "unknown" }],
    [{ code: "HPE_INVALID_CONSTANT" }, { kind: "dropped", code: "HPE_INVALID_CONSTANT" }],
    [{ code: "CERT_HAS_EXPIRED" }, { kind: "notSent", why: "tls", code: "CERT_HAS_EXPIRED" }],
    [{ code: "DEPTH_ZERO_SELF_SIGNED_CERT" }, { kind: "notSent", why: "tls", code: "DEPTH_ZERO_SELF_SIGNED_CERT" }],
    [{ code: "ERR_TLS_CERT_ALTNAME_INVALID" }, { kind: "notSent", why: "tls", code: "ERR_TLS_CERT_ALTNAME_INVALID" }],
    [
      { code: "ECONNRESET", status: 201 },
      { kind: "dropped", status: 201, code: "ECONNRESET" },
    ],
    [
      { code: "Z_DATA_ERROR", status: 200 },
      { kind: "unreadable", why: "broken compression", status: 200 },
    ],
  ])("%j", (failure, outcome) => {
    expect(classify(failure)).toEqual(outcome);
  });
});

test.each([
  [Buffer.from('\ufeff{"a":1}'), { kind: "json", json: { a: 1 } }],
  [Buffer.from(""), { kind: "empty" }],
  [Buffer.from("\ufeff  \r\n"), { kind: "empty" }],
  [Buffer.from("null"), { kind: "json", json: null }],
  [Buffer.from("<!DOCTYPE html><p>Sign in"), { kind: "html" }],
  [Buffer.from("Bad Gateway"), { kind: "text", text: "Bad Gateway" }],
  [Buffer.from('{"qualification":"Edu'), { kind: "text", text: '{"qualification":"Edu' }],
  [Buffer.from([0xff, 0xfe, 0x00]), { kind: "text", text: "\ufffd\ufffd\u0000" }],
])("the body of %j", (bytes, body) => {
  expect(readBody(bytes)).toEqual(body);
});
