"use strict";
const { table } = require("./render.cjs");

/** The table of `provider/config/keys.ts`. */
exports.keyTable = (keys) =>
  table(
    ["`partnercenter:` key", "environment", "values", "default", "meaning"],
    Object.entries(keys).map(([key, { env, azure, secret, values, otherwise, meaning }]) => [
      `\`${key}\`${secret ? " (secret)" : ""}`,
      `\`${env}\`${azure ? `, \`${azure}\`` : ""}`,
      values,
      otherwise,
      meaning,
    ]),
  );

const again = { throttled: "after a pause", unavailable: "yes" };

/** One table of an error catalogue (`KnownProblem`). */
exports.problemTable = (problems) =>
  table(
    ["code", "HTTP", "kind", "what it means", "what to do", "sent again", "source"],
    problems.map(({ code, status, kind, meaning, remedy, link, source }) => [
      `\`${code}\``,
      status,
      `\`${kind}\``,
      meaning,
      [remedy, link && `[More](${link})`].filter(Boolean).join(" "),
      again[kind] ?? "no",
      source,
    ]),
  );
