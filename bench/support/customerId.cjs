"use strict";

/** The GUID of the customer with this number. */
exports.customerId = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
