import { readFileSync } from "node:fs";
import path from "node:path";
import type { Project } from "./project";

/** The part of `pulumi stack export` that tests look at. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
  readonly dependencies?: readonly string[];
}

export interface StackExport {
  /** As it is stored: what must be scanned for secrets. */
  readonly text: string;
  readonly resources: readonly Resource[];
  readonly pendingOperations: readonly { readonly type: string; readonly resource: Resource }[];
  /** The resource whose logical name this is; throws if there is none or more than one. */
  resource(name: string): Resource;
}

export function parseExport(text: string): StackExport {
  const { deployment } = JSON.parse(text) as {
    deployment: { resources?: Resource[]; pending_operations?: { type: string; resource: Resource }[] };
  };
  const resources = deployment.resources ?? [];
  return {
    text,
    resources,
    pendingOperations: deployment.pending_operations ?? [],
    resource(name) {
      const [found, ...others] = resources.filter((resource) => resource.urn.endsWith(`::${name}`));
      if (!found || others.length > 0) throw new Error(`${found ? "more than one" : "no"} resource ${name} in the state:\n${text}`);
      return found;
    },
  };
}

/**
 * What the backend holds on disk. The blow falls once it is written: Pulumi's file backend overwrites the file in place, so a kill in the middle
 * leaves half of it, whatever the program is.
 */
export function checkpoint(project: Pick<Project, "folder" | "name">): StackExport | undefined {
  try {
    const text = readFileSync(path.join(project.folder, "backend", ".pulumi", "stacks", project.name, "test.json"), "utf8");
    const { checkpoint } = JSON.parse(text) as { checkpoint: { latest: unknown } };
    return parseExport(JSON.stringify({ deployment: checkpoint.latest }));
  } catch {
    return undefined;
  }
}
