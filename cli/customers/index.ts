/**
 * Customers from a file: `pulumi-partnercenter/customers`.
 *
 * @module pulumi-partnercenter/customers
 */
import type * as program from "../fleet/program";

export { CustomerFileError, type CustomerRow, readCustomers } from "./readCustomers";

/** See `declareShard` there. Loads Pulumi's SDK when it is called: whoever only reads a file does without. */
export const declareShard: typeof program.declareShard = (folder) => (require("../fleet/program") as typeof program).declareShard(folder);
