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

/** The variables that stand for no key. */
exports.variableTable = (variables) =>
  table(
    ["environment", "values", "meaning"],
    Object.entries(variables)
      .filter(([, { meaning }]) => meaning)
      .map(([name, { values, meaning }]) => [`\`${name}\``, values, meaning]),
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

/** The table of `packages.cjs`. */
exports.packageTable = (packages) =>
  [
    `${packages.length} packages, ${Math.round(packages.reduce((sum, { kB }) => sum + kB, 0) / 1024)} MB.`,
    "",
    table(
      ["package", "version", "kB", "Node", "licence", "install script", "brought by"],
      packages.map(({ name, version, kB, node, license, hasInstallScript, via }) => [
        name,
        version,
        kB,
        node,
        license,
        hasInstallScript ? "yes" : "none",
        via.join(", "),
      ]),
    ),
  ].join("\n");
