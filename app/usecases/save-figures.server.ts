import { inTransaction } from '../../db/client.ts'
import { appendAudit } from '../../db/queries/audit.ts'
import { findRegion, replaceFigures } from '../../db/queries/regions.ts'
import { auditActorText } from '../domain/access/audit.ts'
import type { AuditActor } from '../domain/access/audit.ts'
import { figureFrom, MOST_FIGURES, withFigures, withoutFigure } from '../domain/region/figure-form.ts'
import type { PostedFigure } from '../domain/region/figure-form.ts'
import { fieldProblem } from '../domain/field.ts'
import { refused } from '../domain/refusal.ts'
import type { AppContext } from '../context.server.ts'
import type { FieldProblem } from '../domain/field.ts'
import type { Refused } from '../domain/refusal.ts'
import type { RegionalFigure } from '../domain/report/region.ts'

type Invalid = { kind: 'invalid'; problems: FieldProblem[] }
type Input = { actor: AuditActor; regionId: string }

/** Adds a figure that somebody typed. `replaces` is the key of the one it was made from; that one goes. */
export async function saveFigure(
  context: AppContext,
  input: Input & { posted: PostedFigure; replaces: string | null },
): Promise<{ kind: 'changed' } | Invalid | Refused<'unknown-region'>> {
  const read = figureFrom(input.posted)
  if (!read.ok) return { kind: 'invalid', problems: read.problems }
  return change(context, input, (present) =>
    withFigures(input.replaces === null ? present : withoutFigure(present, input.replaces), [read.value]),
  )
}

/** Adds the figures of a file. Without a value a figure is left out: what is missing is never 0. */
export async function addFigures(
  context: AppContext,
  input: Input & { figures: readonly RegionalFigure[] },
): Promise<{ kind: 'changed' } | Invalid | Refused<'unknown-region'>> {
  return change(context, input, (present) =>
    withFigures(
      present,
      input.figures.filter(({ value }) => value !== null),
    ),
  )
}

/** Takes one figure away; nothing happens when it is gone already. */
export async function removeFigure(
  context: AppContext,
  input: Input & { key: string },
): Promise<{ kind: 'changed' } | Invalid | Refused<'unknown-region'>> {
  return change(context, input, (present) => withoutFigure(present, input.key))
}

async function change(
  context: AppContext,
  { actor, regionId }: Input,
  make: (present: readonly RegionalFigure[]) => RegionalFigure[],
): Promise<{ kind: 'changed' } | Invalid | Refused<'unknown-region'>> {
  return inTransaction(context.db, async (trx) => {
    const region = await findRegion(trx, regionId)
    if (!region) return refused('unknown-region')
    const figures = make(region.figures)
    if (figures.length > MOST_FIGURES) {
      return { kind: 'invalid', problems: [fieldProblem('indicator', 'too-many', { limit: MOST_FIGURES })] }
    }
    await replaceFigures(trx, regionId, figures)
    await appendAudit(trx, {
      at: context.now().toISOString(),
      actor: auditActorText(actor),
      action: 'figures-changed',
      regionId,
      subject: {},
    })
    return { kind: 'changed' as const }
  })
}
