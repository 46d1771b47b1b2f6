/** Where a command writes; tests hand in their own. */
export type Io = { stdout(text: string): void; stderr(text: string): void; cwd: string }
