// Starting a provider process takes a second, and several where the machine is busy. Jest takes a limit from a project's
// configuration without a word, and ignores it.
jest.setTimeout(30_000);
