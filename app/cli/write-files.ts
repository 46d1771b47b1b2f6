/** Files appear whole or not at all: written beside their place first, then put there in one step each. */

import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Writes all files into a folder, which is made when it is not there. When one cannot be written (a full disk, a
 * folder without permission) none of them appears, and the error says which.
 */
export async function writeFilesWhole(
  dir: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  await mkdir(dir, { recursive: true })
  const drafts = Object.keys(files).map((name) => ({
    name,
    path: join(dir, name),
    draft: join(dir, `.${name}.${process.pid}.draft`),
  }))
  try {
    for (const { name, draft } of drafts) await writeFile(draft, files[name] ?? '')
    for (const { draft, path } of drafts) await rename(draft, path)
  } finally {
    for (const { draft } of drafts) await rm(draft, { force: true })
  }
}
