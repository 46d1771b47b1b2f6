/**
 * Where a command writes, and where it stands; tests hand in their own. Paths that someone types are seen from `cwd`,
 * the frameworks stand in `root`, the project's folder (left out: the same).
 */
export type Io = { stdout(text: string): void; stderr(text: string): void; cwd: string; root?: string }
