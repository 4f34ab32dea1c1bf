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
  [api, { HTTPS_PROXY: "socks5://proxy" }, false],
  [api, { HTTPS_PROXY: "http://:::" }, false],
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
