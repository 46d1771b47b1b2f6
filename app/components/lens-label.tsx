import type { Label, RoleScore } from '../domain/scoring/score.ts'
import { count, labelText, percent } from '../text/nl.ts'

/** A label in words with a symbol beside it: it reads the same in grey and without any colour. */
export function LabelMark({ label }: { label: Label }) {
  return (
    <span className={`rs-label rs-label--${label}`}>
      <LabelSymbol label={label} />
      {labelText[label]}
    </span>
  )
}

/** Full, empty, half, split and dashed: told apart by shape. */
function LabelSymbol({ label }: { label: Label }) {
  const ring = <circle cx="9" cy="9" r="7.5" fill="none" stroke="currentColor" strokeWidth="2" />
  const shapes: Record<Label, JSX.Element> = {
    strength: <circle cx="9" cy="9" r="8.5" fill="currentColor" />,
    improvement: ring,
    mixed: (
      <>
        {ring}
        <path d="M9 1.5a7.5 7.5 0 0 1 0 15z" fill="currentColor" />
      </>
    ),
    divided: (
      <>
        {ring}
        <path d="M5.5 3v12M12.5 3v12" stroke="currentColor" strokeWidth="2" />
      </>
    ),
    insufficient: (
      <circle cx="9" cy="9" r="7.5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 3" />
    ),
  }
  return (
    <svg aria-hidden="true" focusable="false" width="18" height="18" viewBox="0 0 18 18">
      {shapes[label]}
    </svg>
  )
}

/** One role's view of one criterion: label, how sure, and the figures it rests on; a hidden one says why. */
export function LensView(props: {
  role: string
  score: RoleScore | undefined
  named: boolean
  minimumGroup: number
  withheld: boolean
}) {
  const { score } = props
  return (
    <div>
      <span className="rs-lens__role">{props.role}</span>
      {props.withheld ? (
        <span className="rs-quiet">
          Nog niet te zien: antwoorden van deze groep komen vrij als de ronde is gesloten.
        </span>
      ) : !score || score.items.length === 0 ? (
        <span className="rs-quiet">Hierover is deze groep in deze ronde niets gevraagd.</span>
      ) : (
        <>
          <LabelMark label={score.label} />
          <span className="rs-lens__figures">{describeFigures(score, props)}</span>
        </>
      )}
    </div>
  )
}

function describeFigures(
  score: RoleScore,
  { named, minimumGroup }: { named: boolean; minimumGroup: number },
): string {
  if (score.reason === 'unknown') {
    return `Veel mensen antwoordden “weet ik niet”${score.firm ? '' : ' · voorlopig'}`
  }
  if (score.p === null || score.n === null) {
    return named
      ? `Minder dan ${minimumGroup} organisaties gaven een geldig antwoord.`
      : `Minder dan ${minimumGroup} mensen gaven een geldig antwoord.`
  }
  const parts = [`${percent(score.p)} positief`]
  if (score.label === 'strength' || score.label === 'improvement')
    parts.push(score.firm ? 'vast' : 'voorlopig')
  if (score.census) parts.push('alle gevraagde organisaties')
  parts.push(`n = ${count(score.n)}`)
  return parts.join(' · ')
}
