/** The optional dependencies that some package of the lock file names and the lock file does not hold. */
export function missingOptionalDependencies(packages) {
  const missing = [];
  for (const [dependent, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isHeld(packages, dependent, name)) missing.push({ dependent, name, version });
    }
  }
  return missing;
}

/** Looks where Node would: in the dependent's own node_modules, then in those of every folder above it. */
function isHeld(packages, dependent, name) {
  for (let folder = dependent; ; ) {
    if (packages[folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`]) return true;
    if (folder === "") return false;
    const above = folder.lastIndexOf("/node_modules/");
    folder = above < 0 ? "" : folder.slice(0, above);
  }
}
