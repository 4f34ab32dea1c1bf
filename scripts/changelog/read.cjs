"use strict";

/**
 * The versions of a changelog in the form of Keep a Changelog, newest first: `{ version, date, sections, text }`. What is not released yet has
 * the version "Unreleased" and no date. Pure.
 */
function readChangelog(markdown) {
  const parts = markdown.split(/^## /m).slice(1);
  return parts.map((part) => {
    const end = part.indexOf("\n");
    const heading = (end < 0 ? part : part.slice(0, end)).trim();
    const [, version = heading, date] = /^\[([^\]]+)\](?: - (\S+))?$/.exec(heading) ?? [];
    const text = end < 0 ? "" : part.slice(end).trim();
    return { version, date, heading, sections: [...text.matchAll(/^### (.+)$/gm)].map(([, name]) => name), text };
  });
}

/** What the changelog says of one version; undefined where it says nothing. Pure. */
function notesOf(markdown, version) {
  return readChangelog(markdown).find((entry) => entry.version === version && entry.date !== undefined)?.text || undefined;
}

module.exports = { readChangelog, notesOf };
