"use strict";

/** Empty where nothing was measured. */
exports.megabytes = (bytes) => (bytes === undefined ? "" : `${Math.round(bytes / 1e6)} MB`);
