// Writes strict schemas of the Pulumi operator's own definitions to .work/operator-schemas, where the hook "Kubernetes operator" of
// .pre-commit-config.yaml finds them. Without them that hook uses our extract in scripts/schemas.
//
//     node scripts/operator-schemas.mjs [FILE]     from its repository, or from a file
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseAllDocuments } from "yaml";
import { work } from "./setup/paths.mjs";

/** The operator 2.x, at the commit whose definitions the manifests were written for. */
const COMMIT = "0d34c847fba14ca4abacd3c2b89869ebca3e0398";
const DEFINITION = `https://raw.githubusercontent.com/pulumi/pulumi-kubernetes-operator/${COMMIT}/deploy/helm/pulumi-operator/crds/pulumi.com_stacks.yaml`;
const REACHABLE_WITHIN = 10_000;

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

async function definitionText(file) {
  if (file !== undefined) return readFileSync(file, "utf8");
  const answer = await fetch(DEFINITION, { signal: AbortSignal.timeout(REACHABLE_WITHIN) });
  if (!answer.ok) throw new Error(`${DEFINITION} answered with ${answer.status}`);
  return answer.text();
}

async function main(file) {
  const folder = path.join(work, "operator-schemas");
  mkdirSync(folder, { recursive: true });
  for (const document of parseAllDocuments(await definitionText(file))) {
    for (const [kind, schema] of Object.entries(schemasOf(document.toJS()))) {
      // kubeconform asks in lower case.
      writeFileSync(path.join(folder, `${kind.toLowerCase()}.json`), JSON.stringify(schema));
    }
  }
  console.log(folder);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv[2]);
