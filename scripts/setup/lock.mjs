import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const HEARTBEAT = 2_000;
/** Longer than any pause of a living process; a file system's clock may be a little off. */
const ABANDONED_AFTER = 60_000;

/**
 * Runs `work` while no other process does so under the same lock folder, in this checkout or (the cache) in any other.
 * The folder comes into being whole, by a rename, so that it always names its owner; the owner touches it every two
 * seconds. A lock whose owner is gone, or has not touched it for a minute, is taken over.
 */
export async function withLock(folder, work, report = () => {}) {
  const release = await acquire(folder, report);
  try {
    return await work();
  } finally {
    release();
  }
}

async function acquire(folder, report) {
  mkdirSync(path.dirname(folder), { recursive: true });
  const owner = { id: randomUUID(), pid: process.pid, host: os.hostname() };
  const mine = `${folder}.${owner.id}`;
  mkdirSync(mine);
  writeFileSync(path.join(mine, "owner.json"), JSON.stringify(owner));
  const removeMine = () => rmSync(mine, { recursive: true, force: true });
  process.once("exit", removeMine);

  while (!tryRename(mine, folder)) {
    const holder = holderOf(folder);
    if (holder && isAbandoned(folder, holder)) remove(folder, holder);
    else if (holder) report(`waiting for the set-up of process ${holder.pid}`);
    await wait(250);
  }
  process.off("exit", removeMine);

  const beat = setInterval(() => touch(folder), HEARTBEAT);
  const release = () => {
    clearInterval(beat);
    process.off("exit", release);
    remove(folder, owner);
  };
  process.once("exit", release);
  return release;
}

/** A folder cannot be renamed onto one that has content: that is what makes this a lock. */
function tryRename(from, to) {
  try {
    if (existsSync(to)) return false;
    renameSync(from, to);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "EPERM", "EACCES", "EBUSY"].includes(error.code) && existsSync(to)) return false;
    throw error;
  }
}

function holderOf(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, "owner.json"), "utf8"));
  } catch {
    return undefined;
  }
}

function isAbandoned(folder, holder) {
  const touched = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  if (Date.now() - touched > ABANDONED_AFTER) return true;
  return holder.host === os.hostname() && !isAlive(holder.pid);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Takes the lock away from `holder`, and from nobody who came after: it is moved aside and looked at before it goes. */
function remove(folder, holder) {
  const aside = `${folder}.${randomUUID()}`;
  try {
    renameSync(folder, aside);
  } catch {
    return;
  }
  if (holderOf(aside)?.id !== holder.id && tryRename(aside, folder)) return;
  rmSync(aside, { recursive: true, force: true });
}

function touch(folder) {
  try {
    const now = new Date();
    utimesSync(folder, now, now);
  } catch {
    // Taken over, or removed by hand: the work goes on, and the release finds nothing.
  }
}
