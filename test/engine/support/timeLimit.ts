// Each call of the real CLI takes seconds, and a test makes several. Jest takes a limit from a project's configuration
// without a word, and ignores it.
jest.setTimeout(300_000);
