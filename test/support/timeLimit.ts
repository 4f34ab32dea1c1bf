// A time limit is there to end what hangs. Five seconds, jest's own, also end what waits for a busy machine.
jest.setTimeout(20_000);
