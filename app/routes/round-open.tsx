import { Form, Link, useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { canOpen } from '../domain/round/readiness.ts'
import type { Check } from '../domain/round/readiness.ts'
import { isFrozen, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { staffRefusal, textOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireStaff } from '../staff.server.ts'
import { checkText } from '../text/checks.ts'
import { longDate } from '../text/nl.ts'
import { openRound, startTrial } from '../usecases/open-round.server.ts'
import { deleteRound } from '../usecases/prepare-round.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('De ronde openen') }]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, framework, checks } = await requireRound(args, 'change-round')
  if (isFrozen(round)) throw redirect(paths.round(round.id), 303)
  return {
    framed,
    lastDay: lastDay(round.closesAt, TIME_ZONE),
    ready: canOpen(checks),
    checks: checks.map((check) => ({
      severity: check.severity,
      code: check.code,
      text: checkText(framework, check),
      to: whereTo(round.id, check),
    })),
  }
}

/** The page on which a check is mended; null for the trial, which starts here. */
function whereTo(roundId: string, check: Check): string | null {
  switch (check.code) {
    case 'visibility-open':
      return paths.roundVisibility(roundId)
    case 'closing-past':
    case 'meeting-before-closing':
    case 'short-time':
    case 'no-meeting':
      return paths.roundBasics(roundId)
    case 'no-trial':
      return null
    default:
      return paths.roundParticipants(roundId)
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireStaff(args, 'change-round', { roundId })
  const intent = textOf(await args.request.formData(), 'intent')
  const input = { actor, roundId }
  if (intent === 'delete') {
    const deleted = await deleteRound(args.context.app, input)
    if (deleted.kind === 'refused') throw staffRefusal(deleted.reason)
    throw redirect(paths.region(deleted.regionId), 303)
  }
  const done = await (intent === 'trial' ? startTrial : openRound)(args.context.app, input)
  if (done.kind === 'refused') throw staffRefusal(done.reason)
  throw redirect(paths.round(roundId), 303)
}

export default function RoundOpen() {
  const { framed, ready, checks, lastDay: day } = useLoaderData<typeof loader>()
  const stops = checks.filter(({ severity }) => severity === 'stop')
  const warnings = checks.filter(({ severity }) => severity === 'warn')
  return (
    <RoundFrame round={framed}>
      <h1 className="utrecht-heading-1">De ronde openen</h1>
      {stops.length > 0 ? (
        <Notice kind="error" title="Dit moet eerst">
          <CheckList checks={stops} />
        </Notice>
      ) : null}
      {warnings.length > 0 ? (
        <Notice kind="warning" title={ready ? 'Het kan, maar let hierop' : 'Let ook hierop'}>
          <CheckList checks={warnings} />
        </Notice>
      ) : null}
      {ready && warnings.length === 0 ? (
        <Notice kind="ok">
          <p className="utrecht-paragraph">Alles is in orde.</p>
        </Notice>
      ) : null}
      {ready ? (
        <>
          {framed.status === 'draft' ? (
            <section className="rs-prose rs-stack" aria-labelledby="proef">
              <h2 className="utrecht-heading-2" id="proef">
                Eerst een proef
              </h2>
              <p className="utrecht-paragraph">
                Een paar mensen proberen de vragenlijst. Zij zeggen per vraag of die begrijpelijk is, en
                Regiospiegel meet hoe lang het duurt. Hun antwoorden tellen niet mee en verdwijnen als de
                ronde opengaat. Tijdens de proef liggen de vragenlijst en ‘Wie ziet wat’ vast.
              </p>
              <Intent intent="trial" kind="secondary-action" text="Begin de proef" />
            </section>
          ) : null}
          <section className="rs-prose rs-stack" aria-labelledby="open">
            <h2 className="utrecht-heading-2" id="open">
              De ronde openen
            </h2>
            <ul className="utrecht-unordered-list">
              <li className="utrecht-unordered-list__item">
                Vanaf dat moment tellen antwoorden mee, tot en met {longDate(day)}.
              </li>
              <li className="utrecht-unordered-list__item">
                De vragen, de deelnemers en de regels voor het tellen liggen dan vast, met een controlegetal.
              </li>
              <li className="utrecht-unordered-list__item">
                Van ‘Wie ziet wat’ kunt u daarna alleen nog minder maken.
              </li>
              {framed.status === 'trial' ? (
                <li className="utrecht-unordered-list__item">
                  Alle antwoorden en opmerkingen van de proef verdwijnen. Alleen aantallen en tijden blijven.
                </li>
              ) : null}
            </ul>
            <Intent intent="open" kind="primary-action" text="Open de ronde" />
          </section>
        </>
      ) : null}
      {framed.status === 'draft' ? (
        <section className="rs-prose rs-stack" aria-labelledby="weg">
          <h2 className="utrecht-heading-2" id="weg">
            Deze ronde weggooien
          </h2>
          <p className="utrecht-paragraph">Dit kan niet ongedaan worden gemaakt.</p>
          <Intent intent="delete" kind="secondary-action" text="Gooi de ronde weg" />
        </section>
      ) : null}
    </RoundFrame>
  )
}

function CheckList({ checks }: { checks: { code: string; text: string; to: string | null }[] }) {
  return (
    <ul className="utrecht-unordered-list">
      {checks.map(({ code, text, to }) => (
        <li className="utrecht-unordered-list__item" key={`${code} ${text}`}>
          {text}{' '}
          {to ? (
            <Link className="utrecht-link utrecht-link--html-a" to={to}>
              Aanpassen<span className="rs-visually-hidden">: {text}</span>
            </Link>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function Intent(props: { intent: string; kind: 'primary-action' | 'secondary-action'; text: string }) {
  const kind =
    props.kind === 'primary-action' ? 'utrecht-button--primary-action' : 'utrecht-button--secondary-action'
  return (
    <Form method="post">
      <button className={`utrecht-button ${kind} rs-button`} type="submit" name="intent" value={props.intent}>
        {props.text}
      </button>
    </Form>
  )
}
