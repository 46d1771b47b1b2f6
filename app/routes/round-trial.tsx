import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Notice } from '../components/notice.tsx'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { allItems } from '../domain/framework/framework.ts'
import { requireRound } from '../round-page.server.ts'
import { capital, count, counted } from '../text/nl.ts'
import { showTrial } from '../usecases/note-trial.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('De proef') }]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, framework } = await requireRound(args, 'read-round')
  const trial = await showTrial(args.context.app, { roundId: round.id })
  const outcome = trial.kind === 'trial' ? trial.outcome : null
  const texts = new Map(allItems(framework).map(({ id, text }) => [id, text]))
  const judged = Object.entries(outcome?.items ?? {}).map(([id, item]) => ({
    id,
    text: texts.get(id) ?? id,
    ...item,
  }))
  return {
    framed,
    now: round.status === 'trial',
    roles: outcome ? framework.roles.map(({ id, plural }) => ({ id, plural, ...outcome.roles[id] })) : [],
    unclear: judged.filter(({ unclear }) => unclear > 0).sort((one, other) => other.unclear - one.unclear),
    clear: judged.filter(({ unclear }) => unclear === 0),
    tried: outcome !== null,
  }
}

export default function RoundTrial() {
  const { framed, now, roles, unclear, clear, tried } = useLoaderData<typeof loader>()
  return (
    <RoundFrame round={framed}>
      <h1 className="utrecht-heading-1">De proef</h1>
      {now ? (
        <Notice kind="info">
          <p className="utrecht-paragraph">
            Alles van de proef verdwijnt als u de ronde opent: antwoorden, tijden en opmerkingen. Alleen de
            aantallen en de middelste tijd blijven.
          </p>
        </Notice>
      ) : null}
      {tried ? (
        <>
          <section className="rs-prose rs-stack" aria-labelledby="duur">
            <h2 className="utrecht-heading-2" id="duur">
              Hoe lang duurde het?
            </h2>
            <ul className="utrecht-unordered-list">
              {roles.map(({ id, plural, minutes, finished }) => (
                <li className="utrecht-unordered-list__item" key={id}>
                  {capital(plural)}:{' '}
                  {finished && minutes !== null && minutes !== undefined
                    ? `${counted(minutes, 'minuut', 'minuten')} in het midden, van ${counted(finished, 'persoon die klaar is', 'mensen die klaar zijn')}`
                    : 'nog niemand klaar'}
                </li>
              ))}
            </ul>
            <p className="rs-hint">
              Gemeten van de eerste vraag tot verzenden. Wie er langer dan drie uur over deed, ging later
              verder en telt niet mee.
            </p>
          </section>
          <section className="rs-prose rs-stack" aria-labelledby="onduidelijk">
            <h2 className="utrecht-heading-2" id="onduidelijk">
              Welke vragen waren onduidelijk?
            </h2>
            {unclear.length === 0 ? (
              <p className="utrecht-paragraph">
                {clear.length === 0
                  ? 'Nog niemand zei iets over de vragen.'
                  : 'Geen enkele. Iedereen begreep de vragen waar iets over is gezegd.'}
              </p>
            ) : (
              <ul className="rs-stack rs-plain-list" role="list">
                {unclear.map((item) => (
                  <Judged key={item.id} {...item} />
                ))}
              </ul>
            )}
          </section>
          {clear.length > 0 ? (
            <section className="rs-prose rs-stack" aria-labelledby="duidelijk">
              <h2 className="utrecht-heading-2" id="duidelijk">
                Begrijpelijk voor iedereen
              </h2>
              <ul className="rs-stack rs-plain-list" role="list">
                {clear.map((item) => (
                  <Judged key={item.id} {...item} />
                ))}
              </ul>
            </section>
          ) : null}
        </>
      ) : (
        <p className="utrecht-paragraph">
          Deze ronde is niet geprobeerd. Een proef begint u op de pagina Openen, zolang de ronde nog niet open
          is.
        </p>
      )}
    </RoundFrame>
  )
}

function Judged(item: { text: string; clear: number; unclear: number; remarks: string[] }) {
  return (
    <li className="rs-stack">
      <h3 className="utrecht-heading-3">{item.text}</h3>
      <p className="utrecht-paragraph">
        Onduidelijk voor {count(item.unclear)}, begrijpelijk voor {count(item.clear)}.
      </p>
      {item.remarks.length > 0 ? (
        <ul className="utrecht-unordered-list">
          {item.remarks.map((remark, index) => (
            <li className="utrecht-unordered-list__item rs-multiline" key={`${index} ${remark}`}>
              {remark}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
