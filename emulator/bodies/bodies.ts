import type { output } from "zod";
import type { Schema } from "../openapi/operation";
import { controlBodies } from "./control";
import { serviceBodies } from "./service";

type Bodies = ReturnType<typeof controlBodies> & ReturnType<typeof serviceBodies>;
/** A body by the name that it has in the OpenAPI document. */
export type BodyName = keyof Bodies;
export type BodyOf<N extends BodyName> = output<Bodies[N]>;
/** Bodies of the control interface. */
export type ControlBodyName = keyof ReturnType<typeof controlBodies>;

let made: Bodies | undefined;

/** All bodies. The library is loaded for the first that is read, or for the document; never at the start. */
export function bodies(): Bodies {
  if (made === undefined) {
    const { z } = require("zod") as typeof import("zod");
    made = { ...controlBodies(z), ...serviceBodies(z) };
  }
  return made;
}

/** Whether nothing has to be sent. Undefined where no body has this name: the catalogue reads the assumptions, each of which may be left out. */
export function isOptional(name: string): boolean | undefined {
  const all: Readonly<Record<string, { safeParse(value: unknown): { readonly success: boolean } }>> = bodies();
  return all[name]?.safeParse({}).success;
}

/** The JSON Schema of each body that is sent (a seed is a file), which names the others as the OpenAPI document does. */
export function bodySchemas(): Readonly<Record<string, Schema>> {
  const { z } = require("zod") as typeof import("zod");
  const registry = z.registry<{ id: string }>();
  const { Seed: _, ...sent } = bodies();
  for (const [id, body] of Object.entries(sent)) registry.add(body, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, unrepresentable: "any" });
  // A file of its own would say which draft it is of, and where it is.
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, tidy(schema) as Schema]));
}

/** Without the bound that every whole number of JavaScript has. */
function tidy(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tidy);
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([, value]) => Math.abs(Number(value)) !== Number.MAX_SAFE_INTEGER);
  return Object.fromEntries(kept.map(([name, value]) => [name, tidy(value)]));
}
