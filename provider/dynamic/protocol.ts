import type { dynamic } from "@pulumi/pulumi";

type Bag = Readonly<Record<string, unknown>>;

/** Pulumi's dynamic-provider protocol as our handlers speak it (facts: pulumi §1.2). */
export interface DynamicHandler {
  check(olds: Bag, news: Bag): Promise<dynamic.CheckResult>;
  diff(id: string, olds: Bag, news: Bag): Promise<Omit<dynamic.DiffResult, "changes"> & { changes?: boolean | undefined }>;
  create(inputs: Bag): Promise<dynamic.CreateResult>;
  read(id: string, props: Bag): Promise<dynamic.ReadResult | Record<string, never>>;
  update(id: string, olds: Bag, news: Bag): Promise<dynamic.UpdateResult>;
  delete(id: string, props: Bag): Promise<void>;
}
