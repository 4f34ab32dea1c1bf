/** What `npm run test:mutation` changes, and how many of 100 changes the tests of a room must notice at least. */
export const rooms = {
  qualification: { files: ["provider/qualification/**/*.ts"], least: 90 },
  partnerCenter: { files: ["provider/partnerCenter/**/*.ts"], least: 90 },
  auth: { files: ["provider/auth/**/*.ts"], least: 90 },
  redact: { files: ["provider/redact.ts"], least: 85 },
  dynamic: { files: ["provider/dynamic/**/*.ts"], least: 85 },
  services: { files: ["provider/services/**/*.ts"], least: 85 },
  plugin: { files: ["provider/plugin/**/*.ts"], least: 85 },
  login: { files: ["cli/login/**/*.ts"], least: 85 },
  emulator: { files: ["emulator/api/**/*.ts"], least: 85 },
};

/** The room of a file; undefined where it is in none. */
export function roomOf(file) {
  return Object.keys(rooms).find((name) => rooms[name].files.some((pattern) => file.startsWith(pattern.replace("**/*.ts", ""))));
}

/**
 * What a call asks for: its rooms, its files, or the files that have changed.
 *
 * @param words The arguments: names of rooms or files. None: all rooms.
 * @param changed The files that have changed, where only these are asked for.
 * @returns The patterns of files, none where nothing is to be done, and the least score that all of them must reach.
 * @throws Error where a word is neither a room nor a file in one.
 */
export function chosen(words, changed) {
  if (changed !== undefined) {
    const files = changed.filter((file) => file.endsWith(".ts") && roomOf(file) !== undefined);
    return { patterns: files, least: leastOf(files.map(roomOf)) };
  }
  const strange = words.filter((word) => !Object.hasOwn(rooms, word) && roomOf(word) === undefined);
  if (strange.length > 0) throw new Error(`${strange.join(", ")}: neither a room (${Object.keys(rooms).join(", ")}) nor a file in one.`);
  const named = words.length === 0 ? Object.keys(rooms) : words;
  return {
    patterns: named.flatMap((word) => (Object.hasOwn(rooms, word) ? rooms[word].files : [word])),
    least: leastOf(named.map((word) => (Object.hasOwn(rooms, word) ? word : roomOf(word)))),
  };
}

function leastOf(names) {
  return Math.min(...names.map((name) => rooms[name].least), 100);
}
