import { NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { isFrozen, isOver } from '../domain/round/round.ts'
import type { RoundStatus } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { StaffFrame } from './staff-frame.tsx'

export type FramedRound = {
  id: string
  title: string
  status: RoundStatus
  region: { id: string; title: string; invented: boolean }
}

/** The page around every screen of one round: where it belongs, and its other pages. */
export function RoundFrame({ round, children }: { round: FramedRound; children: ReactNode }) {
  const { id, region } = round
  const tabs = [
    { to: paths.round(id), text: 'Overzicht' },
    ...(isFrozen(round) ? [] : [{ to: paths.roundBasics(id), text: 'Gegevens' }]),
    { to: paths.roundParticipants(id), text: 'Deelnemers' },
    { to: paths.openLinks(id), text: 'Uitnodigen' },
    { to: paths.roundMail(id), text: 'Mail' },
    { to: paths.paper(id), text: 'Papier en teams' },
    ...(isFrozen(round) ? [] : [{ to: paths.roundRules(id), text: 'Regels' }]),
    { to: paths.roundVisibility(id), text: 'Wie ziet wat' },
    { to: paths.roundPlanning(id), text: 'Planning' },
    ...(isOver(round)
      ? [
          { to: paths.roundFindings(id), text: 'Bevindingen' },
          { to: paths.roundRemarks(id), text: 'Opmerkingen' },
          { to: paths.roundHearing(id), text: 'Wederhoor' },
          { to: paths.roundPublish(id), text: 'Publiceren' },
        ]
      : []),
    ...(round.status === 'trial' ? [{ to: paths.roundTrial(id), text: 'Proef' }] : []),
    ...(isFrozen(round)
      ? [
          { to: paths.roundAnalysis(id), text: 'Analyseplan' },
          { to: paths.roundFinish(id), text: isOver(round) ? 'Vaststellen' : 'Verlengen of sluiten' },
        ]
      : [{ to: paths.roundOpen(id), text: 'Openen' }]),
  ]
  return (
    <StaffFrame
      invented={region.invented}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.region(region.id), text: region.title },
      ]}
    >
      <p className="rs-round-name">{round.title}</p>
      <nav aria-label="Deze ronde">
        <ul className="rs-tabs" role="list">
          {tabs.map(({ to, text }) => (
            <li key={to}>
              <NavLink
                className={({ isActive }) => (isActive ? 'rs-tab rs-tab--current' : 'rs-tab')}
                to={to}
                end
              >
                {text}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </StaffFrame>
  )
}
