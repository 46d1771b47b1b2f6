import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { PageFrame } from './page-frame.tsx'

/** The page around every screen of the questionnaire; its foot says who sees the answers. */
export function QuestionnaireFrame(props: {
  children: ReactNode
  invented: boolean
  anonymous: boolean
  /** With a way to the list of parts. */
  tasks?: boolean
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
      {props.children}
    </PageFrame>
  )
}
