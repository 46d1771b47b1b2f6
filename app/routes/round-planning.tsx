import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { isFrozen } from '../domain/round/round.ts'
import { staffRefusal } from '../form.server.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { weekDay } from '../text/nl.ts'
import { milestoneText } from '../text/setup.ts'
import { showResponse } from '../usecases/show-response.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Planning') }]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, mayChange } = await requireRound(args, 'read-round')
  const response = await showResponse(args.context.app, { roundId: framed.id })
  if (response.kind === 'refused') throw staffRefusal(response.reason)
  return { framed, plan: response.plan, mayChange: mayChange && !isFrozen(framed) }
}

export default function RoundPlanning() {
  const { framed, plan, mayChange } = useLoaderData<typeof loader>()
  return (
    <RoundFrame round={framed}>
      <h1 className="utrecht-heading-1">Planning</h1>
      {plan.length === 0 ? (
        <p className="utrecht-paragraph">
          De planning telt terug vanaf het overleg van de bestuurders. Die dag is nog niet gekozen.{' '}
          {mayChange ? (
            <Link className="utrecht-link utrecht-link--html-a" to={paths.roundBasics(framed.id)}>
              Kies een dag
            </Link>
          ) : null}
        </p>
      ) : (
        <>
          <p className="utrecht-paragraph rs-prose">
            Teruggeteld vanaf het overleg van de bestuurders. Wat in een weekend of op een feestdag zou
            vallen, staat op de werkdag ervoor.
          </p>
          <ol className="rs-days rs-prose" role="list">
            {plan.map(({ milestone, day, past }) => (
              <li key={milestone}>
                <span className="rs-days__day">{weekDay(day)}</span>
                <span>
                  {milestoneText[milestone]}
                  {past ? <span className="rs-quiet"> (deze dag is geweest)</span> : null}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </RoundFrame>
  )
}
