import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { Notice } from './notice.tsx'
import { PageFrame } from './page-frame.tsx'

/** The page around every screen of the questionnaire; its foot says who sees the answers. */
export function QuestionnaireFrame(props: {
  children: ReactNode
  invented: boolean
  anonymous: boolean
  /** With a way to the list of parts. */
  tasks?: boolean
  /** On trial: said on every page. */
  trial?: boolean
}) {
  return (
    <PageFrame
      narrow
      home={null}
      invented={props.invented}
      headerLink={props.tasks ? { to: paths.questionnaireTasks(), text: 'Alle onderdelen' } : null}
      footer={
        props.anonymous
          ? 'Wie ziet uw antwoorden? U antwoordt anoniem. Alleen uitkomsten van een groep zijn te zien.'
          : 'Wie ziet uw antwoorden? U antwoordt voor uw organisatie, niet anoniem. In het rapport staan alleen uitkomsten van bestuurders samen.'
      }
    >
      {props.trial ? <TrialNotice /> : null}
      {props.children}
    </PageFrame>
  )
}

function TrialNotice() {
  return (
    <Notice kind="info" title="Dit is een proef">
      <p className="utrecht-paragraph">
        Uw antwoorden tellen niet mee en verdwijnen als de ronde echt opengaat.{' '}
        <Link className="utrecht-link utrecht-link--html-a" to={paths.questionnaireTrial()}>
          Zeg per vraag of die begrijpelijk is
        </Link>
      </p>
    </Notice>
  )
}
