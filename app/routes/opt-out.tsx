import { Form } from '@remix-run/react'
import type { MetaFunction } from '@remix-run/node'
import { PageFrame } from '../components/page-frame.tsx'
import { pageTitle } from '../components/page-title.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Geen herinneringen meer') }]

/** Asks first: mail scanners open every link. The POST is answered by the server, for mail programs send one too. */
export default function OptOut() {
  return (
    <PageFrame narrow home={null}>
      <h1 className="utrecht-heading-1">Wilt u geen herinneringen meer?</h1>
      <p className="utrecht-paragraph">
        Wij mailen u dan niet meer over deze vragenlijst. Met de link uit uw uitnodiging kunt u nog wel
        meedoen, tot en met de laatste dag.
      </p>
      <Form method="post" reloadDocument className="rs-actions">
        <button className="utrecht-button utrecht-button--primary-action rs-button" type="submit">
          Stuur mij geen herinneringen meer
        </button>
      </Form>
    </PageFrame>
  )
}
