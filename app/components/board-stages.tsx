import { Link } from '@remix-run/react'
import { paths } from '../paths.ts'
import { boardStageText } from '../text/nl.ts'
import type { BoardStages as Stages } from '../usecases/show-boards.server.ts'

/** How far every board is, and what to do about those that have not adopted; never what they answered. */
export function BoardStages(props: {
  roundId: string
  boards: Stages['boards']
  /** The round is open: something can still be done, with this as its last day. */
  open: boolean
  lastDay: string
  mayChange: boolean
}) {
  const { boards, open } = props
  if (boards.length === 0) return null
  const waiting = boards.filter(({ stage }) => stage !== 'adopted')
  return (
    <div className="rs-stack">
      <table className="utrecht-table rs-table-blocks">
        <caption className="utrecht-table__caption">Stand per bestuur</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              Organisatie
            </th>
            <th scope="col" className="utrecht-table__header-cell">
              Stand
            </th>
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {boards.map(({ organisation, stage }) => (
            <tr className="utrecht-table__row" key={organisation}>
              <th scope="row" className="utrecht-table__cell">
                {organisation}
              </th>
              <td className="utrecht-table__cell" data-title="Stand">
                {boardStageText[stage]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open && waiting.length > 0 ? (
        <p className="utrecht-paragraph">
          Alleen wat is vastgesteld, telt mee. Wat op {props.lastDay} niet is vastgesteld, blijft buiten de
          uitkomst en het rapport zegt dat.{' '}
          {props.mayChange ? (
            <>
              Is er meer tijd nodig?{' '}
              <Link className="utrecht-link utrecht-link--html-a" to={paths.roundFinish(props.roundId)}>
                Verleng de ronde
              </Link>
              .
            </>
          ) : null}
        </p>
      ) : null}
    </div>
  )
}
