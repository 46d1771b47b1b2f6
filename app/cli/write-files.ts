/** Files appear whole or not at all: written beside their place first, then put there in one step each. */

import { open, mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes all files into a folder, which is made when it is not there. When one cannot be written (a full disk, a
 * folder without permission) none of them appears, files that were there before are as they were, a folder made for
 * them is gone again, and the error says which file and why.
 */
export async function writeFilesWhole(
  dir: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const made = await makeFolder(dir)
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

/**
 * Makes a folder and those it stands in, and gives the first one that was not there. Step by step: asked for all at
 * once, Node goes round for ever in a folder that takes none, such as /proc, and calls a read-only disk a missing file.
 */
async function makeFolder(dir: string): Promise<string | undefined> {
  try {
    await mkdir(dir)
    return dir
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST' && (await isFolder(dir))) return undefined
    const parent = dirname(dir)
    if (code !== 'ENOENT' || (await isFolder(parent))) throw error
    const first = await makeFolder(parent)
    try {
      await mkdir(dir)
    } catch (failed) {
      if (first !== undefined) await rm(first, { recursive: true, force: true })
      throw failed
    }
    return first ?? dir
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

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    return false
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/** Why files could not be written and what to do; `option` is the one that names the folder. */
export function cannotWrite(error: unknown, option: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return `the disk is full; make room or choose another folder with ${option}`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `this folder may not be written to; choose another with ${option}`
    case 'ENOTDIR':
    case 'EEXIST':
      return `this is a file, not a folder; choose a folder with ${option}`
    case 'ENOENT':
      return `this folder cannot be made here; choose another with ${option}`
    case 'EISDIR':
      return `a folder stands where a file of the report must come; move it or choose another with ${option}`
    default:
      return `the files could not be written (${error instanceof Error ? error.message : String(error)})`
  }
}
