import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root, work } from "../../setup/paths.mjs";

/** The operator 2.x, at the commit whose definitions the manifests were written for. */
const COMMIT = "0d34c847fba14ca4abacd3c2b89869ebca3e0398";
const DEFINITION = `https://raw.githubusercontent.com/pulumi/pulumi-kubernetes-operator/${COMMIT}/deploy/helm/pulumi-operator/crds/pulumi.com_stacks.yaml`;
const REACHABLE_WITHIN = 10_000;
const extracts = path.join(root, "scripts", "pipelines", "schemas");

/**
 * Schemas for kubeconform, in a folder: `kind.json` for each kind, in lower case as kubeconform asks. The operator's own definition where it can be had: a file that
 * OPERATOR_CRD names, or from its repository. Else our extract of it, which knows the fields that our manifests use and no others;
 * `complete` says which.
 */
export async function operatorSchemas() {
  const folder = path.join(work, "operator-schemas");
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(extracts)) writeFileSync(path.join(folder, name), readFileSync(path.join(extracts, name)));
  const definition = await definitionText();
  if (definition === undefined) return { folder, complete: false };
  // Loaded here, since the scripts must load before the dependencies are installed.
  const { parseAllDocuments } = await import("yaml");
  for (const document of parseAllDocuments(definition)) {
    for (const [kind, schema] of Object.entries(schemasOf(document.toJS()))) {
      writeFileSync(path.join(folder, `${kind.toLowerCase()}.json`), JSON.stringify(schema));
    }
  }
  return { folder, complete: true };
}

async function definitionText() {
  if (process.env.OPERATOR_CRD) return readFileSync(process.env.OPERATOR_CRD, "utf8");
  try {
    const answer = await fetch(DEFINITION, { signal: AbortSignal.timeout(REACHABLE_WITHIN) });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

/** The JSON schema of each kind of a CustomResourceDefinition, where a field that is not named is an error. */
export function schemasOf(definition) {
  const { names, versions } = definition.spec;
  const stored = versions.find((version) => version.storage) ?? versions[0];
  return { [names.kind]: strict(stored.schema.openAPIV3Schema) };
}

function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== "object" || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  const closed =
    copy.type === "object" &&
    copy.properties !== undefined &&
    copy.additionalProperties === undefined &&
    !copy["x-kubernetes-preserve-unknown-fields"];
  return closed ? { ...copy, additionalProperties: false } : copy;
}
