/**
 * What a package built for one platform says about itself, told from its name: such packages are named by convention
 * (`@swc/core-linux-x64-musl`, `@biomejs/cli-darwin-arm64`). Returns undefined for a name that names no platform.
 */
export function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = parts.find((part) => SYSTEMS.has(part));
  const cpu = parts.find((part) => PROCESSORS.has(part));
  if (!os || !cpu) return undefined;
  const platform = { os: [os], cpu: [cpu] };
  if (os === "linux") platform.libc = [name.includes("musl") ? "musl" : "glibc"];
  return platform;
}

const SYSTEMS = new Set(["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"]);
const PROCESSORS = new Set(["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"]);
