import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { ErrorSummary } from '../components/error-summary.tsx'
import type { FormError } from '../components/error-summary.tsx'
import {
  AddFinding,
  ChangeAdded,
  Decide,
  FollowUp,
  NEW_FINDING,
  Reactions,
  Submit,
} from '../components/finding-forms.tsx'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { findingsPage } from '../findings-page.server.ts'
import type { ShownFinding } from '../findings-page.server.ts'
import { staffRefusal, textOf, textsOf } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { requireAccount } from '../staff.server.ts'
import { capital, count, counted, longMoment, percent } from '../text/nl.ts'
import { fieldProblemText } from '../text/setup.ts'
import { decisionText } from '../text/studio.ts'
import {
  addFinding,
  agreeFollowUp,
  answerReaction,
  decideFinding,
  moveFinding,
  showFindings,
} from '../usecases/edit-findings.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data: view }) => [
  { title: pageTitle('Bevindingen', view?.failed) },
]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, mayChange } = await requireRound(args, 'read-round')
  const view = await showFindings(args.context.app, { roundId: framed.id })
  if (view.kind === 'refused') throw staffRefusal(view.reason)
  return {
    failed: args.context.formFailed,
    framed,
    mayChange,
    done: new URL(args.request.url).searchParams.has('klaar'),
    ...findingsPage(view),
  }
}

export async function action(args: ActionFunctionArgs) {
  const roundId = args.params.roundId ?? ''
  const actor = await requireAccount(args, 'change-round', { roundId })
  const form = await args.request.formData()
  const finding = textOf(form, 'finding') ?? ''
  const field = (name: string) => textOf(form, `${finding}.${name}`)
  const intent = textOf(form, 'intent')
  const input = { actor, roundId, finding, seen: Number(textOf(form, 'seen') ?? '0') }
  const written = await (() => {
    switch (intent) {
      case 'decide':
        return decideFinding(args.context.app, {
          ...input,
          decision: field('decision'),
          text: field('text'),
          reason: field('reason'),
          hash: textOf(form, 'hash'),
        })
      case 'add':
      case 'change':
      case 'remove':
        return addFinding(args.context.app, {
          ...input,
          finding: intent === 'add' ? null : finding,
          theme: field('theme'),
          side: field('side'),
          text: field('text'),
          source: field('source'),
          removed: intent === 'remove',
        })
      case 'up':
      case 'down':
        return moveFinding(args.context.app, { ...input, to: intent })
      case 'follow-up':
        return agreeFollowUp(args.context.app, { ...input, owner: field('owner'), day: field('day') })
      case 'answer':
        return answerReaction(args.context.app, {
          ...input,
          subject: textOf(form, 'subject') ?? '',
          text: textOf(form, 'answer'),
        })
      default:
        throw redirect(paths.roundFindings(roundId), 303)
    }
  })()
  if (written.kind === 'refused') throw staffRefusal(written.reason)
  if (written.kind === 'written') {
    const place = intent === 'add' ? '' : `#${finding}`
    throw redirect(`${paths.roundFindings(roundId)}?klaar=1${place}`, 303)
  }
  args.context.formFailed = true
  const errors: FormError[] =
    written.kind === 'invalid'
      ? written.problems.map((problem) => ({
          fieldId: `${finding}.${problem.field}`,
          text: fieldProblemText(problem),
        }))
      : [
          {
            fieldId: finding,
            text: 'Iemand anders heeft dit net gewijzigd, of de cijfers zijn veranderd. Uw invoer is niet opgeslagen en staat hieronder nog. Kijk wat er nu staat en bewaar opnieuw.',
          },
        ]
  return data(
    { errors, about: finding, posted: Object.fromEntries(textsOf(form)) },
    { status: written.kind === 'invalid' ? 422 : 409 },
  )
}

export default function RoundFindings() {
  const view = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = result?.errors ?? []
  const decided = view.themes
    .flatMap(({ columns }) => columns.flatMap(({ findings }) => findings))
    .filter(({ added }) => !added)
  const open = decided.filter(({ decision, stale }) => decision === null || stale).length
  return (
    <RoundFrame round={view.framed}>
      <ErrorSummary errors={errors} />
      <h1 className="utrecht-heading-1">Bevindingen</h1>
      {view.done && errors.length === 0 ? (
        <Notice kind="ok" role="status">
          <p className="utrecht-paragraph">Opgeslagen.</p>
        </Notice>
      ) : null}
      <p className="utrecht-paragraph utrecht-paragraph--lead rs-prose">
        Het programma stelt zinnen voor die uit de antwoorden volgen. U neemt ze over, schrijft ze anders op
        of schrapt ze. Alles blijft bewaard: wie wat wanneer deed, en waarom.
      </p>
      <p className="utrecht-paragraph rs-prose">
        {counted(decided.length, 'voorstel', 'voorstellen')},{' '}
        {open === 0 ? 'allemaal bekeken' : `${count(open)} nog niet bekeken`}. Een voorstel dat u niet
        bekijkt, komt zo in het rapport. Lees het geheel in{' '}
        <Link className="utrecht-link utrecht-link--html-a" to={paths.report(view.framed.id)}>
          het concept
        </Link>
        .
      </p>
      {view.mayChange ? (
        <p className="utrecht-paragraph rs-prose">
          Voor elke organisatie is er ook{' '}
          <Link className="utrecht-link utrecht-link--html-a" to={paths.parties(view.framed.id)}>
            een eigen blad met een conceptbrief
          </Link>
          .
        </p>
      ) : null}
      {view.gone.map((one) => (
        <Notice key={one.id} kind="warning" title="Deze bevinding volgt niet meer uit de cijfers">
          <p className="utrecht-paragraph">“{one.text}”</p>
          <p className="utrecht-paragraph">
            U had hier iets over besloten. Daarna zijn de cijfers veranderd. De zin staat niet meer in het
            rapport; publiceren kan pas als u dit hebt gezien.
          </p>
          {view.mayChange ? (
            <Form method="post">
              <input type="hidden" name="finding" value={one.id} />
              <input type="hidden" name="seen" value={one.seen} />
              <input type="hidden" name="hash" value="" />
              <input type="hidden" name={`${one.id}.decision`} value="drop" />
              <input type="hidden" name={`${one.id}.reason`} value="Volgt niet meer uit de cijfers" />
              <Submit intent="decide" text="Gezien" />
            </Form>
          ) : null}
        </Notice>
      ))}
      {view.themes.map((theme) => (
        <section className="rs-stack" key={theme.id} aria-labelledby={`thema-${theme.id}`}>
          <h2 className="utrecht-heading-2" id={`thema-${theme.id}`}>
            {theme.title}
          </h2>
          {theme.columns.map(({ side, findings }) => (
            <section className="rs-stack" key={side} aria-labelledby={`${theme.id}-${side}`}>
              <h3 className="utrecht-heading-3" id={`${theme.id}-${side}`}>
                {view.headings[side]}
              </h3>
              {findings.length === 0 ? <p className="utrecht-paragraph rs-quiet">Geen bevindingen.</p> : null}
              {findings.map((finding, index) => (
                <Finding
                  key={finding.id}
                  finding={finding}
                  first={index === 0}
                  last={index === findings.length - 1}
                />
              ))}
            </section>
          ))}
        </section>
      ))}
      {view.general.length > 0 ? (
        <section className="rs-stack" aria-labelledby="geheel">
          <h2 className="utrecht-heading-2" id="geheel">
            Reacties op het rapport als geheel
          </h2>
          <Reactions reactions={view.general} finding="geheel" mayChange={view.mayChange} />
        </section>
      ) : null}
      {view.mayChange ? (
        <AddFinding
          themes={view.themes}
          headings={view.headings}
          refused={result?.about === NEW_FINDING ? result : null}
        />
      ) : null}
    </RoundFrame>
  )
}

function Finding({ finding, first, last }: { finding: ShownFinding; first: boolean; last: boolean }) {
  const { mayChange, orderSeen } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const refused = result?.about === finding.id ? result : null
  const status = finding.stale
    ? 'Cijfers veranderd: kijk opnieuw'
    : finding.added
      ? 'Zelf toegevoegd'
      : finding.decision === null
        ? 'Nog niet bekeken'
        : decisionText[finding.decision]
  const name = finding.text.length > 60 ? `${finding.text.slice(0, 60)}…` : finding.text
  return (
    <article className="rs-finding rs-stack" id={finding.id} tabIndex={-1}>
      <p className="rs-finding__status">
        <span className={`rs-status${finding.stale || finding.decision === null ? ' rs-status--busy' : ''}`}>
          {status}
        </span>
        {finding.inShort ? null : <span className="rs-quiet"> Alleen in de uitgebreide versie</span>}
        {finding.onlyConclusion ? <span className="rs-quiet"> Staat in de conclusie</span> : null}
        {finding.firm ? null : <span className="rs-quiet"> Voorlopig: weinig antwoorden</span>}
      </p>
      <div className="rs-finding__pair">
        <div className="rs-stack">
          <p className="utrecht-paragraph rs-finding__text">
            {finding.decision === 'drop' ? <s>{finding.text}</s> : finding.text}
          </p>
          {finding.decision === 'rewrite' ? (
            <p className="utrecht-paragraph rs-quiet">Voorstel van het programma: {finding.machineText}</p>
          ) : null}
          {finding.added ? (
            <p className="utrecht-paragraph rs-quiet">Niet uit de vragenlijst. Bron: {finding.source}</p>
          ) : null}
          {finding.stale ? (
            <Notice kind="warning">
              <p className="utrecht-paragraph">
                De cijfers achter deze zin zijn veranderd nadat u hem hebt bekeken. Kijk of de zin nog klopt
                en bewaar uw keuze opnieuw. Tot dan kunt u niet publiceren.
              </p>
            </Notice>
          ) : null}
        </div>
        {finding.added ? null : <EvidenceOf finding={finding} />}
      </div>
      {mayChange ? (
        <>
          <details className="rs-details" open={refused !== null || finding.stale}>
            <summary>
              {finding.added ? 'Aanpassen' : 'Overnemen, herschrijven of schrappen'}
              <span className="rs-visually-hidden">: {name}</span>
            </summary>
            <div className="rs-details__body">
              {finding.added ? (
                <ChangeAdded finding={finding} refused={refused} />
              ) : (
                <Decide finding={finding} refused={refused} />
              )}
            </div>
          </details>
          {finding.side === 'better' && finding.decision !== 'drop' ? (
            <details className="rs-details" open={refused?.posted['intent'] === 'follow-up'}>
              <summary>
                Wie pakt dit op?{' '}
                {finding.followUp.owner === '' ? 'Nog af te spreken' : finding.followUp.owner}
                <span className="rs-visually-hidden">: {name}</span>
              </summary>
              <div className="rs-details__body">
                <FollowUp finding={finding} refused={refused} />
              </div>
            </details>
          ) : null}
        </>
      ) : null}
      <Reactions reactions={finding.reactions} finding={finding.id} mayChange={mayChange} />
      {finding.history.length > 0 ? (
        <details className="rs-details">
          <summary>
            Geschiedenis ({count(finding.history.length)})<span className="rs-visually-hidden">: {name}</span>
          </summary>
          <ol className="rs-details__body utrecht-ordered-list">
            {finding.history.map((entry) => (
              <li key={entry.at + entry.finalText} className="utrecht-ordered-list__item">
                {decisionText[entry.decision]} door {entry.authorName}, {longMoment(entry.at)}.
                {entry.reason === '' ? null : ` ${entry.reason}.`}
                {entry.decision === 'rewrite' || entry.decision === 'add' ? (
                  <q className="rs-finding__quote">{entry.finalText}</q>
                ) : null}
                {entry.machineText === '' || entry.machineText === finding.machineText ? null : (
                  <span className="rs-quiet">Het voorstel was toen: {entry.machineText}</span>
                )}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {mayChange && !(first && last) ? (
        <Form method="post" className="rs-actions">
          <input type="hidden" name="finding" value={finding.id} />
          <input type="hidden" name="seen" value={orderSeen} />
          {first ? null : <Submit intent="up" text="Omhoog" about={name} quiet />}
          {last ? null : <Submit intent="down" text="Omlaag" about={name} quiet />}
        </Form>
      ) : null}
    </article>
  )
}

/** What the sentence rests on: per subject and group the label and the figures. */
function EvidenceOf({ finding }: { finding: ShownFinding }) {
  return (
    <div className="rs-finding__evidence">
      <h4 className="rs-finding__title">Waar blijkt dat uit?</h4>
      <ul className="rs-link-list" role="list">
        {finding.evidence.map((criterion) => (
          <li key={criterion.title}>
            {capital(criterion.title)}
            {criterion.roles.map((role) => (
              <span className="rs-finding__figures" key={role.role}>
                {role.title}: {role.label}
                {role.n === null
                  ? ' (te weinig antwoorden voor een cijfer)'
                  : ` (${role.p === null ? '' : `${percent(role.p)} positief, `}${counted(role.n, 'antwoord', 'antwoorden')}${
                      role.unknown !== null && role.unknown > 0
                        ? `, ${percent(role.unknown)} weet het niet`
                        : ''
                    })`}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
