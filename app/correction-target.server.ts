/** What a correction corrects, kept encrypted: beside it stands a draft, and the two must not tell each other. */

import type { AppContext } from './context.server.ts'
import { seal, unseal } from './seal.server.ts'

const PURPOSE = 'target of a correction'

/** The `waitingHash` of a response, encrypted. */
export function sealTarget({ secret }: Pick<AppContext, 'secret'>, waiting: string): string {
  return seal(secret, PURPOSE, waiting)
}

/** The hash again; null when there is none, or when it was encrypted with another secret. */
export function openTarget(
  { secret }: Pick<AppContext, 'secret'>,
  sealed: string | undefined,
): string | null {
  return sealed === undefined ? null : unseal(secret, PURPOSE, sealed)
}
