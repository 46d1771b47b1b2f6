/**
 * What answers are kept in until they are admitted: only the running installation opens it, a copy of the database
 * alone does not. So two backups in a row show nobody's answers beside a name (scoring §7).
 */
export type Vault = {
  /** Closed, the text tells nothing: not even, within wide steps, how long it is. */
  close(text: string): string
  /** Always the same for the same owner and text, so that it can be a key; different for every owner. */
  label(owner: string, text: string): string
  /** What `close` or `label` was given. Null when it was closed with another secret, or never. */
  open(closed: string): string | null
}
