import { Link, useLoaderData } from '@remix-run/react'
import { data } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { allCriteria, allItems } from '../domain/framework/framework.ts'
import { isOver, lastDay, TIME_ZONE } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { logLook, requireStaff } from '../staff.server.ts'
import { cherries } from '../text/cherries.ts'
import { capital, count, labelText, percent } from '../text/nl.ts'
import { firmText } from '../text/results.ts'
import { showTrust } from '../usecases/show-trust.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Hoe is dit berekend?') }]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const roundId = params.roundId ?? ''
  const actor = await requireStaff({ context, request }, 'read-round', { roundId })
  const view = await showTrust(context.app, { roundId })
  if (view.kind === 'refused') throw data(null, { status: view.reason === 'unknown-round' ? 404 : 503 })
  await logLook(context, actor, 'results-read', roundId)
  const { round, framework, score, example } = view
  return {
    round: { id: round.id, title: round.title, invented: round.region.invented },
    method: score.method,
    cutoffs: framework.cutoffs,
    example: example && {
      ...example,
      title: allCriteria(framework).find(({ id }) => id === example.criterion)?.title ?? example.criterion,
      plural: framework.roles.find(({ id }) => id === example.role)?.plural ?? example.role,
      label: labelText[example.score.label],
      firm: firmText(example.score),
    },
    list: cherries({
      region: round.region.title,
      title: round.title,
      askedBy: round.askedBy,
      framework: { title: framework.title, version: framework.version, hash: framework.hash },
      variant: round.variant,
      opensAt: round.opensAt,
      lastDay: lastDay(round.closesAt, TIME_ZONE),
      over: isOver(round),
      planHash: round.planHash,
      retentionMonths: round.visibility?.retentionMonths ?? null,
      invented: round.region.invented,
      roles: view.roles.flatMap((role) => {
        const about = framework.roles.find(({ id }) => id === role.role)
        const fixed = round.roles.find((one) => one.role === role.role)
        if (!about || !fixed) return []
        const { minimumGroup, weighting } = fixed
        return [
          {
            plural: about.plural,
            named: about.anonymity === 'named',
            invited: role.invited,
            sent: role.sent,
            unsent: role.unsent,
            questions: allItems(framework).filter(
              (item) => item.role === role.role && (round.variant === 'full' || item.variant === 'core'),
            ).length,
            minimumGroup,
            weighting,
          },
        ]
      }),
    }),
  }
}

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function RoundMethod() {
  const view = useLoaderData<typeof loader>()
  const { strength, improvement } = view.cutoffs
  return (
    <StaffFrame
      invented={view.round.invented}
      trail={[
        { to: paths.home(), text: 'Overzicht' },
        { to: paths.round(view.round.id), text: view.round.title },
        { to: paths.roundResults(view.round.id), text: 'Resultaten' },
      ]}
    >
      <div className="rs-prose rs-stack">
        <h1 className="utrecht-heading-1">Hoe is dit berekend?</h1>
        <p className="utrecht-paragraph">
          Van antwoorden naar een uitkomst in vier stappen, met methode {view.method}. Elke stap is dezelfde
          berekening als in het rapport.
        </p>
        <ol className="rs-steps">
          <li>
            <strong>Per vraag.</strong> Hoe groot is het deel positieve antwoorden? “Weet ik niet” en “niet
            van toepassing” tellen niet mee.
          </li>
          <li>
            <strong>Per onderwerp.</strong> Het gemiddelde van de vragen die genoeg mensen beantwoordden.
          </li>
          <li>
            <strong>Uitkomst.</strong> Vanaf {percent(strength)} gaat het goed, tot en met{' '}
            {percent(improvement)} kan het beter. Lopen antwoorden sterk uiteen, dan heet het verdeeld.
          </li>
          <li>
            <strong>Hoe zeker.</strong> Een uitkomst is vast als ook de rand van het 95%-interval aan de goede
            kant van de andere grens ligt. Anders is zij voorlopig.
          </li>
        </ol>
        <h2 className="utrecht-heading-2">Voorbeeld uit deze ronde</h2>
        {view.example ? (
          <Example example={view.example} cutoffs={view.cutoffs} />
        ) : (
          <p className="utrecht-paragraph">
            Er is nog geen uitkomst die zo is na te rekenen: er zijn te weinig antwoorden, of de ronde is nog
            open.
          </p>
        )}
        <p className="utrecht-paragraph">
          De regels van deze ronde staan in het{' '}
          <Link className="utrecht-link utrecht-link--html-a" to={paths.roundAnalysis(view.round.id)}>
            analyseplan
          </Link>
          .
        </p>
        <h2 className="utrecht-heading-2">Verantwoording van de vragenlijst</h2>
        <p className="utrecht-paragraph">
          Volgens CHERRIES, een lijst van wat bij een vragenlijst op internet hoort te worden gemeld
          (Eysenbach, 2004).
        </p>
        <dl className="rs-facts rs-facts--wide">
          {view.list.map(({ item, text }) => (
            <div key={item}>
              <dt>{item}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </StaffFrame>
  )
}

function Example({ example, cutoffs }: { example: NonNullable<View['example']>; cutoffs: View['cutoffs'] }) {
  const { score, items } = example
  const decimal = (value: number) =>
    new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 }).format(value)
  const other = score.label === 'improvement' ? cutoffs.strength : cutoffs.improvement
  return (
    <>
      <p className="utrecht-paragraph">
        Wat {example.plural} zeggen over: {example.title}.
      </p>
      <ol className="rs-steps">
        {items.map((item) => (
          <li key={item.id}>
            <strong>Vraag {item.id}.</strong> “{item.text}” Positief:{' '}
            {item.options
              .filter(({ positive }) => positive > 0)
              .map(
                ({ label, count: chosen, positive }) => `${count(chosen)} × ${decimal(positive)} (${label})`,
              )
              .join(' + ')}{' '}
            = {decimal(item.sum)}. Gedeeld door {count(item.n)} geldige antwoorden: {percent(item.p)}.
          </li>
        ))}
        <li>
          <strong>Onderwerp.</strong>{' '}
          {items.length === 1
            ? `Er is één vraag, dus ook hier ${percent(score.p)}.`
            : `Het gemiddelde van ${items.map(({ p }) => percent(p)).join(', ')} is ${percent(score.p)}.`}
        </li>
        <li>
          <strong>Uitkomst: {example.label.toLowerCase()}.</strong> {percent(score.p)} ligt{' '}
          {score.label === 'strength'
            ? `op of boven ${percent(cutoffs.strength)}`
            : score.label === 'improvement'
              ? `op of onder ${percent(cutoffs.improvement)}`
              : score.label === 'divided'
                ? 'tussen antwoorden die sterk uiteenlopen'
                : `tussen ${percent(cutoffs.improvement)} en ${percent(cutoffs.strength)}`}
          .
        </li>
        {score.interval ? (
          <li>
            <strong>{example.firm ? `${capital(example.firm)}.` : 'Hoe zeker.'}</strong> Met {count(score.n)}{' '}
            antwoorden loopt het 95%-interval (Wilson) van {percent(score.interval[0])} tot{' '}
            {percent(score.interval[1])}
            {example.firm === 'vast'
              ? `: helemaal ${score.label === 'strength' ? 'boven' : 'onder'} ${percent(other)}`
              : example.firm === 'voorlopig'
                ? `: dat komt nog aan de andere kant van ${percent(other)}, of er zijn te weinig antwoorden`
                : ''}
            .
          </li>
        ) : null}
      </ol>
    </>
  )
}
