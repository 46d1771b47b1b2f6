/**
 * What is kept of the code with which a respondent finds the own sent response again. `derive` makes a token that only
 * this installation can make. A response that waits and the same response once it counts are found by different
 * tokens, and neither can be told from the other without the installation's secret: two backups do not tie them.
 */

type Derive = (name: string) => string

/** Stands with a response while it waits sealed. */
export function waitingHash(derive: Derive, code: string): string {
  return derive(`correction waiting\n${code}`)
}

/** Stands with the response from when it counts, made of the token by which it waited. */
export function countedHash(derive: Derive, waiting: string): string {
  return derive(`correction counted\n${waiting}`)
}

/** Stands with a correction that was begun, so that the same code opens the same one again. */
export function begunHash(derive: Derive, waiting: string): string {
  return derive(`correction begun\n${waiting}`)
}

/** Stands with the response of who answers by name: there the own link is the code. */
export function ownHash(derive: Derive, invitationId: string): string {
  return derive(`correction by link\n${invitationId}`)
}
