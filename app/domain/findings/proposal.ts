/** The findings table: what two labels of one criterion say together (scoring method §6). */
import type { FindingForm, Label, Side } from '../scoring/score.ts'

/** Which column a criterion joins and how it is said. A null side makes no finding: the criterion is listed. */
export type Proposal = { side: Side; form: FindingForm } | { side: null; form: null }

const NONE: Proposal = { side: null, form: null }

/**
 * The proposal of two labels, in either order; null stands for a lens without items. Too few answers counts
 * as no lens.
 *
 * A gap that counts makes the form a contrast whatever the labels, in the column that they give; it gives no
 * column by itself.
 */
export function proposalOf(first: Label | null, second: Label | null, gapCounts: boolean): Proposal {
  const proposal = ofLabels(heard(first), heard(second))
  return gapCounts && proposal.side !== null ? { ...proposal, form: 'contrast' } : proposal
}

function heard(label: Label | null): Exclude<Label, 'insufficient'> | null {
  return label === 'insufficient' ? null : label
}

type Heard = ReturnType<typeof heard>

function ofLabels(first: Heard, second: Heard): Proposal {
  const labels = [first, second]
  const other = (label: Label) => (first === label ? second : first)
  if (labels.includes('improvement')) {
    switch (other('improvement')) {
      case 'improvement':
        return { side: 'better', form: 'both' }
      case 'strength':
        return { side: 'better', form: 'contrast' }
      case null:
        return { side: 'better', form: 'one-lens' }
      default:
        return { side: 'better', form: 'attributed' }
    }
  }
  if (labels.includes('strength')) {
    switch (other('strength')) {
      case 'strength':
        return { side: 'good', form: 'both' }
      case 'mixed':
        return { side: 'good', form: 'attributed' }
      case null:
        return { side: 'good', form: 'one-lens' }
      default:
        return NONE
    }
  }
  return NONE
}

/** The label that gives a column. */
export const LABEL_OF: Record<Side, Label> = { good: 'strength', better: 'improvement' }
