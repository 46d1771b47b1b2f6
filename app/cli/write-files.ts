/** Files appear whole or not at all: written beside their place first, then put there in one step each. */

import { open, mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Writes all files into a folder, which is made when it is not there. When one cannot be written (a full disk, a
 * folder without permission) none of them appears, files that were there before are as they were, a folder made for
 * them is gone again, and the error says which file and why.
 */
export async function writeFilesWhole(
  dir: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const made = await mkdir(dir, { recursive: true })
  const drafts = Object.entries(files).map(([name, content]) => ({
    content,
    path: join(dir, name),
    draft: join(dir, `.${name}.${process.pid}.draft`),
    former: join(dir, `.${name}.${process.pid}.former`),
  }))
  const placed: typeof drafts = []
  const kept: typeof drafts = []
  let done = false
  try {
    for (const { draft, content } of drafts) await writeDurably(draft, content)
    for (const file of drafts) {
      if (await isFile(file.path)) {
        await rename(file.path, file.former)
        kept.push(file)
      }
      await rename(file.draft, file.path)
      placed.push(file)
    }
    done = true
  } finally {
    if (!done) {
      for (const { path } of placed) await rm(path, { force: true })
      for (const { former, path } of kept) await rename(former, path)
    }
    for (const { draft, former } of drafts) {
      await rm(draft, { force: true })
      if (done) await rm(former, { force: true })
    }
    if (!done && made !== undefined) await rm(made, { recursive: true, force: true })
  }
}

/** On the disk, not only on its way there: a disk that turns out to be full says so here. */
async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
