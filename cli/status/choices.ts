/** What options can name. A file of its own, so that `--help` loads nothing else. */

/** What `--fail-on` can name, the most urgent first. */
export const failOnNames = ["denied", "notlisted", "unreadable", "overdue", "inreview", "other"] as const;

/** What `--separator` can name. */
export const separators = { comma: ",", semicolon: ";", tab: "\t" } as const;
export type Separator = keyof typeof separators;
