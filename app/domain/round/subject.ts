import type { Subject } from '../access/access.ts'
import { isOver } from './round.ts'
import type { Round } from './round.ts'
import { permits } from './visibility.ts'

/** A round as the rights see it. What a region promised to share exists once the round is over. */
export function subjectOf(
  round: Pick<Round, 'regionId' | 'status' | 'visibility'> & { region: { invented: boolean } },
): Subject {
  return {
    regionId: round.regionId,
    invented: round.region.invented,
    shared: isOver(round) && permits(round.visibility, { kind: 'report', to: 'inspection' }),
  }
}
