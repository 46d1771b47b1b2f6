/** What the public pages on privacy and accessibility say of this installation. */

import type { AppLoadContext } from '@remix-run/node'
import { showAccountability } from './usecases/show-accountability.server.ts'

/** Never fails: without the database the pages still say what they know. `missing` is for the administrator alone. */
export async function accountabilityFor({ app, actor }: AppLoadContext) {
  const shown = await showAccountability(app)
  const view =
    shown.kind === 'refused' ? { installation: app.installation, missing: [], retention: null } : shown
  const administrator = actor.kind === 'account' && actor.administrator
  return {
    installation: view.installation,
    retention: view.retention,
    missing: administrator ? view.missing : [],
  }
}
