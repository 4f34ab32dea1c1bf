const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A website as it is compared and sent: host in lower case, path without a closing slash, no scheme, no `www.` removed.
 * Every documented sample is written so (`contoso.edu`, update-customer-qualification-asynchronous, 06/28/2022).
 * Undefined where the text is neither a bare host name nor an http(s) URL.
 */
export function normalWebsite(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || /\s/.test(trimmed)) return undefined;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    return undefined;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  if (url.username !== "" || url.password !== "" || !isHostName(url.hostname)) return undefined;
  return `${url.host}${url.pathname}${url.search}`.replace(/\/+$/, "");
}

function isHostName(host: string): boolean {
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  return labels.length >= 2 && host.length <= 253 && labels.every((part) => label.test(part)) && !/^\d+$/.test(last);
}
