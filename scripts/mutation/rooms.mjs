/**
 * What `npm run test:mutation` changes, the folders below test/ whose unit tests must notice it, and how many of 100 changes they must notice at least. The
 * nearest tests alone: that a test of something else falls, too, says little, and costs most of the time.
 */
export const rooms = {
  qualification: { files: ["provider/qualification/**/*.ts"], tests: ["qualification", "services"], least: 90 },
  partnerCenter: { files: ["provider/partnerCenter/**/*.ts"], tests: ["partnerCenter"], least: 90 },
  auth: { files: ["provider/auth/**/*.ts"], tests: ["auth"], least: 90 },
  redact: { files: ["provider/redact.ts"], tests: ["redact.test.ts"], least: 85 },
  dynamic: { files: ["provider/dynamic/**/*.ts"], tests: ["dynamic", "services"], least: 85 },
  services: { files: ["provider/services/**/*.ts"], tests: ["services", "dynamic", "plugin"], least: 85 },
  plugin: { files: ["provider/plugin/**/*.ts"], tests: ["plugin"], least: 85 },
  login: { files: ["cli/login/**/*.ts"], tests: ["cli/login"], least: 85 },
  emulator: { files: ["emulator/api/**/*.ts"], tests: ["emulator"], least: 85 },
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
 * @returns The patterns of files, none where nothing is to be done, the folders of tests, and the least score that all of them must reach.
 * @throws Error where a word is neither a room nor a file in one.
 */
export function chosen(words, changed) {
  if (changed !== undefined) {
    const files = changed.filter((file) => file.endsWith(".ts") && roomOf(file) !== undefined);
    return { patterns: files, ...ofRooms(files.map(roomOf)) };
  }
  const strange = words.filter((word) => !Object.hasOwn(rooms, word) && roomOf(word) === undefined);
  if (strange.length > 0) throw new Error(`${strange.join(", ")}: neither a room (${Object.keys(rooms).join(", ")}) nor a file in one.`);
  const named = words.length === 0 ? Object.keys(rooms) : words;
  return {
    patterns: named.flatMap((word) => (Object.hasOwn(rooms, word) ? rooms[word].files : [word])),
    ...ofRooms(named.map((word) => (Object.hasOwn(rooms, word) ? word : roomOf(word)))),
  };
}

function ofRooms(names) {
  return {
    tests: [...new Set(names.flatMap((name) => rooms[name].tests))],
    least: Math.min(...names.map((name) => rooms[name].least), 100),
  };
}
