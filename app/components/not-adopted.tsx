import type { Framework } from '../domain/framework/framework.ts'
import type { UnadoptedBoard, UnadoptedBoards } from '../domain/report/region.ts'
import { capital } from '../text/nl.ts'
import { Notice } from './notice.tsx'

/** "De gemeente: wel ingevuld, niet vastgesteld", one line per board whose answers stay out. */
export function unadoptedLines(
  framework: Framework,
  unadopted: Readonly<Record<string, UnadoptedBoards>>,
): string[] {
  const nameOf = ({ party, name }: UnadoptedBoard) =>
    name ?? capital(framework.parties.find(({ id }) => id === party)?.report.one ?? party)
  return Object.values(unadopted).flatMap(({ lapsed, refused }) => [
    ...lapsed.map((board) => `${nameOf(board)}: wel ingevuld, niet vastgesteld`),
    ...refused.map((board) => `${nameOf(board)}: ingevuld, vaststellen geweigerd`),
  ])
}

/** Which boards stay out of every figure on the page, and why. */
export function NotAdopted({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <Notice kind="info" title="Niet meegeteld">
      <ul className="utrecht-unordered-list">
        {lines.map((line, index) => (
          <li className="utrecht-unordered-list__item" key={`${index} ${line}`}>
            {line}
          </li>
        ))}
      </ul>
      <p className="utrecht-paragraph">Antwoorden die niet zijn vastgesteld, tellen nergens mee.</p>
    </Notice>
  )
}
