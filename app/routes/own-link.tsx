import { Link, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { QuestionnaireFrame } from '../components/questionnaire-frame.tsx'
import { lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { readKept } from '../open-link-cookies.server.ts'
import { paths } from '../paths.ts'
import { requireQuestionnaire } from '../respondent.server.ts'
import { longDate } from '../text/nl.ts'
import { enterWithToken } from '../usecases/enter-with-token.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Uw eigen link') }]

export async function loader({ context, request }: LoaderFunctionArgs) {
  const view = await requireQuestionnaire(context)
  const code = readKept(request.headers.get('cookie'), 'eigen-link', context)
  const entered = code === null ? null : await enterWithToken(context.app, { token: code })
  // Of someone else who began on this device, or noted too long ago to be shown again.
  if (entered?.kind !== 'entered' || entered.respondentId !== context.respondentId || code === null) {
    throw redirect(paths.questionnaire(), 303)
  }
  const address = `${context.origin}${paths.invitation(code)}`
  const until = longDate(lastDay(view.round.closesAt, TIME_ZONE))
  const text = `Met deze link gaat u verder met uw vragenlijst:\n\n${address}\n\nMeedoen kan tot en met ${until}. Stuur deze mail niet door: wie de link heeft, kan bij uw antwoorden.`
  return {
    invented: view.round.invented,
    trial: view.round.trial,
    anonymous: view.role.anonymity === 'anonymous',
    address,
    until,
    // The reader's own mail program sends it: the server never learns the address.
    mail: `mailto:?subject=${encodeURIComponent('Mijn link naar de vragenlijst')}&body=${encodeURIComponent(text)}`,
  }
}

export default function OwnLink() {
  const { invented, trial, anonymous, address, until, mail } = useLoaderData<typeof loader>()
  return (
    <QuestionnaireFrame invented={invented} trial={trial} anonymous={anonymous}>
      <h1 className="utrecht-heading-1">Dit is uw eigen link</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Met deze link kunt u stoppen en later verdergaan, ook op een ander apparaat. Tot en met {until}.
      </p>
      <p className="rs-secret" translate="no">
        {address}
      </p>
      <div className="rs-actions">
        <Link
          className="utrecht-button utrecht-button--primary-action rs-button"
          to={paths.questionnairePath()}
        >
          Naar de vragenlijst
        </Link>
        <a className="utrecht-button utrecht-button--secondary-action rs-button" href={mail}>
          Mail de link naar uzelf
        </a>
      </div>
      <section className="rs-stack" aria-labelledby="goed-om-te-weten">
        <h2 className="utrecht-heading-2" id="goed-om-te-weten">
          Goed om te weten
        </h2>
        <ul className="utrecht-unordered-list">
          <li className="utrecht-unordered-list__item">
            Vult u alles nu in één keer in? Dan hebt u deze link niet nodig.
          </li>
          <li className="utrecht-unordered-list__item">
            Bewaar de link anders zelf. Wij bewaren hem niet en kunnen hem niet opnieuw geven.
          </li>
          <li className="utrecht-unordered-list__item">
            Geef de link aan niemand: wie hem heeft, kan bij uw antwoorden zolang u niet hebt verzonden. Een
            collega gebruikt de link van uw organisatie.
          </li>
          <li className="utrecht-unordered-list__item">
            De knop ‘Mail de link naar uzelf’ opent uw eigen mailprogramma. Wij krijgen uw adres niet.
          </li>
        </ul>
      </section>
    </QuestionnaireFrame>
  )
}
