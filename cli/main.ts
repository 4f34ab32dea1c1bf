#!/usr/bin/env node
import { endWhenUnread, endWhenWritten } from "./output";
import { createProgram } from "./program";

endWhenUnread();
createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  // Whatever is still under way, a read or a connection that is kept alive, nobody waits for it any more.
  .finally(() => endWhenWritten());
