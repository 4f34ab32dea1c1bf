import { proxyFor } from "../../provider/http/proxy";

const api = "https://api.partnercenter.microsoft.com/v1/x";
const proxy = { protocol: "http", host: "proxy", port: 8080 };

test.each<[string, Record<string, string>, unknown]>([
  [api, {}, false],
  [api, { HTTPS_PROXY: "http://proxy:8080" }, proxy],
  [api, { https_proxy: "http://proxy:8080", HTTPS_PROXY: "http://other" }, proxy],
  [api, { HTTPS_PROXY: "proxy:8080" }, proxy],
  [api, { ALL_PROXY: "http://proxy:8080" }, proxy],
  [api, { HTTP_PROXY: "http://proxy:8080" }, false],
  [api, { HTTPS_PROXY: "" }, false],
  [api, { HTTPS_PROXY: "https://proxy" }, { protocol: "https", host: "proxy", port: 443 }],
  [api, { HTTPS_PROXY: "http://proxy" }, { ...proxy, port: 80 }],
  [api, { HTTPS_PROXY: "http://a%40b:p%3Aw@proxy:8080" }, { ...proxy, auth: { username: "a@b", password: "p:w" } }],
  [api, { HTTPS_PROXY: "http://a%:b@proxy:8080" }, { ...proxy, auth: { username: "a%", password: "b" } }],
  [api, { HTTPS_PROXY: "http://user:p#ss@proxy:8080" }, { ...proxy, auth: { username: "user", password: "p#ss" } }],
  [api, { HTTPS_PROXY: "http://user:p/a?b:c@d@proxy:8080/" }, { ...proxy, auth: { username: "user", password: "p/a?b:c@d" } }],
  [api, { HTTPS_PROXY: "http://CORP\\user:pw@proxy:8080" }, { ...proxy, auth: { username: "CORP\\user", password: "pw" } }],
  [api, { HTTPS_PROXY: "http://CORP%5Cuser:p%23w@proxy:8080" }, { ...proxy, auth: { username: "CORP\\user", password: "p#w" } }],
  [api, { HTTPS_PROXY: "user:100%25@proxy:8080" }, { ...proxy, auth: { username: "user", password: "100%" } }],
  [api, { HTTPS_PROXY: "http://user:50%@proxy:8080" }, { ...proxy, auth: { username: "user", password: "50%" } }],
  [api, { HTTPS_PROXY: "http://user@proxy:8080" }, { ...proxy, auth: { username: "user", password: "" } }],
  [api, { HTTPS_PROXY: " http://proxy:8080 " }, proxy],
  [api, { HTTPS_PROXY: "http://[fd00::1]:8080" }, { ...proxy, host: "fd00::1" }],
  [api, { HTTPS_PROXY: "socks5://proxy", NO_PROXY: ".microsoft.com" }, false],
  [api, { HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "*" }, false],
  [api, { HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "example.com, .microsoft.com" }, false],
  [api, { HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "*.microsoft.com" }, false],
  [api, { HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "microsoft.com:443" }, false],
  [api, { HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "microsoft.com:8443" }, proxy],
  [api, { HTTPS_PROXY: "http://proxy:8080", NO_PROXY: "soft.com" }, proxy],
  [api, { HTTPS_PROXY: "http://proxy:8080", no_proxy: "API.PartnerCenter.Microsoft.com" }, false],
  ["http://127.0.0.1:7070/", { HTTP_PROXY: "http://proxy:8080", NO_PROXY: "" }, false],
  ["https://localhost:7070/", { HTTPS_PROXY: "http://proxy:8080" }, false],
  ["http://[::1]:7070/", { HTTP_PROXY: "http://proxy:8080" }, false],
])("%s with %j goes through %j", (url, env, expected) => {
  expect(proxyFor(url, env)).toEqual(expected);
});

test.each<[Record<string, string>, string, RegExp]>([
  [{ HTTPS_PROXY: "http://proxy:80x" }, "HTTPS_PROXY", /with a number as port/],
  [{ https_proxy: "http://proxy:99999", HTTPS_PROXY: "http://proxy:1" }, "https_proxy", /a port that does not exist/],
  [{ HTTPS_PROXY: "http://proxy:0" }, "HTTPS_PROXY", /a port that does not exist/],
  [{ ALL_PROXY: "socks5://user:planted@proxy:1080" }, "ALL_PROXY", /of the kind socks5, and only http and https/],
  [{ HTTPS_PROXY: "http://:::" }, "HTTPS_PROXY", /names no proxy/],
  [{ HTTPS_PROXY: "http://user:planted@" }, "HTTPS_PROXY", /names no proxy/],
  [{ HTTPS_PROXY: "http://a b:1" }, "HTTPS_PROXY", /names no proxy/],
])("%j cannot be used, and that is told by the variable, without its value", (env, variable, problem) => {
  const found = proxyFor(api, env);
  expect(found).toEqual({ variable, problem: expect.stringMatching(problem) });
  expect(JSON.stringify(found)).not.toContain("planted");
});
