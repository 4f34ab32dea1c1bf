/** The library's builders. It takes some 60 ms to load, which nobody waits for who sends no body. */
export type Z = typeof import("zod").z;
