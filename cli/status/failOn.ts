/** What `--fail-on` can name, the most urgent first. A file of its own, so that `--help` loads nothing else. */
export const failOnNames = ["denied", "notlisted", "unreadable", "overdue", "inreview", "other"] as const;
