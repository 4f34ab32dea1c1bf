"use strict";
// The emulator in a process of its own, so that its work is in nobody's figures. Orders come as messages from the parent.
const path = require("node:path");
const { customerId } = require("./customerId.cjs");
const { startEmulator } = require(path.join(__dirname, "..", "..", "dist", "emulator"));

/** What came since `forgetRequests`. The emulator keeps the newest requests only, some 14,000 of them, so they are counted as they come. */
let counted = { gets: 0, posts: 0, after: 0 };

function count(control) {
  const requests = control.requests({ after: counted.after });
  const of = (wanted) => requests.filter(({ method, path }) => method === wanted && path.startsWith("/v1/")).length;
  counted = { gets: counted.gets + of("GET"), posts: counted.posts + of("POST"), after: requests.at(-1)?.id ?? counted.after };
}

const orders = {
  /** Forgets everything and begins with so many customers without a qualification. */
  begin(control, { customers, latencyMs }) {
    control.reset();
    for (let n = 0; n < customers; n++) control.addCustomer({ id: customerId(n), domain: `customer${n}.onmicrosoft.com` });
    if (latencyMs > 0) control.fault({ kind: "slow", delayMs: latencyMs, times: "always" });
  },
  forgetRequests(control) {
    count(control);
    counted = { gets: 0, posts: 0, after: counted.after };
    control.clearRequests();
  },
  /** All that were accepted. */
  submissions: (control) => control.submissions().length,
  /** What came since `forgetRequests`; `first` is when the first request arrived, in milliseconds of the system's clock. */
  counts(control) {
    count(control);
    const requests = control.requests();
    const [first] = [...requests, ...control.tokenRequests()].map(({ time }) => Date.parse(time)).sort((a, b) => a - b);
    return {
      gets: counted.gets,
      posts: counted.posts,
      tokenRequests: control.tokenRequests().length,
      first,
    };
  },
};

startEmulator({ requestLogSize: 1_000_000 }).then(({ url, control }) => {
  process.on("message", ({ id, order, args }) => process.send({ id, answer: orders[order](control, args) ?? null }));
  process.on("disconnect", () => process.exit());
  setInterval(() => count(control), 1000);
  process.send({ id: 0, answer: url });
});
