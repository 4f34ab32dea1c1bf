/** A linter that cannot be had on this machine: its check was not run, and says so with this message. */
export class Unavailable extends Error {}
