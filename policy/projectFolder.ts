import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const names = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * The folder of the Pulumi project of this name: the first that is found in or above one of these folders. A policy is not told where
 * the project is, so the places are guesses, and the name tells whether one was right.
 */
export function projectFolder(places: readonly (string | undefined)[], name: string): string | undefined {
  return places
    .filter((place): place is string => place !== undefined && place !== "")
    .map((place) => above(path.resolve(place)))
    .find((folder) => folder !== undefined && nameIn(folder) === name);
}

function above(from: string): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (projectFile(folder) !== undefined) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}

function projectFile(folder: string): string | undefined {
  return names.map((name) => path.join(folder, name)).find((file) => existsSync(file));
}

function nameIn(folder: string): string | undefined {
  const file = projectFile(folder);
  return file === undefined ? undefined : /(?:^|[{,])\s*"?name"?\s*:\s*["']?([^"'\s,#}]+)/m.exec(readFileSync(file, "utf8"))?.[1];
}
