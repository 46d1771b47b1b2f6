import { useLoaderData } from '@remix-run/react'
import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { RoundFrame } from '../components/round-frame.tsx'
import { isFrozen, totalInvited } from '../domain/round/round.ts'
import { paths } from '../paths.ts'
import { requireRound } from '../round-page.server.ts'
import { capital, longDate, percent } from '../text/nl.ts'
import { organisationsText, peopleText, weightingText } from '../text/setup.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Analyseplan') }]

export async function loader(args: LoaderFunctionArgs) {
  const { framed, round, framework, plan } = await requireRound(args, 'read-round')
  if (!isFrozen(round)) throw redirect(paths.roundRules(round.id), 303)
  return {
    framed,
    opensAt: round.opensAt,
    title: framework.title,
    plan,
    roles: framework.roles.map(({ id, plural, anonymity }) => ({ id, plural, named: anonymity === 'named' })),
  }
}

export default function RoundAnalysis() {
  const { framed, opensAt, title, plan, roles } = useLoaderData<typeof loader>()
  return (
    <RoundFrame round={framed}>
      <h1 className="utrecht-heading-1">Analyseplan</h1>
      {plan === null ? (
        <p className="utrecht-paragraph">Deze ronde is geopend voordat er analyseplannen waren.</p>
      ) : (
        <>
          <p className="utrecht-paragraph rs-prose">
            Zo wordt geteld. Dit ligt vast sinds {longDate(opensAt)}, voordat er één antwoord was. Verandert
            er ook maar één regel, dan klopt het controlegetal niet meer.
          </p>
          <dl className="rs-facts rs-facts--wide">
            <div>
              <dt>Vragenlijst</dt>
              <dd>
                {title}, versie {plan.plan.framework.version} (
                {plan.plan.variant === 'core' ? 'kort' : 'volledig'})
              </dd>
            </div>
            <div>
              <dt>Telwijze</dt>
              <dd>Versie {plan.plan.method}</dd>
            </div>
            <div>
              <dt>Gaat goed</dt>
              <dd>Vanaf {percent(plan.plan.cutoffs.strength)} gunstige antwoorden</dd>
            </div>
            <div>
              <dt>Kan beter</dt>
              <dd>Tot en met {percent(plan.plan.cutoffs.improvement)} gunstige antwoorden</dd>
            </div>
            <div>
              <dt>Verschil tussen twee blikken</dt>
              <dd>Vanaf {Math.round(plan.plan.cutoffs.gap * 100)} procentpunten</dd>
            </div>
            {plan.plan.roles.map((role) => {
              const about = roles.find(({ id }) => id === role.role)
              return (
                <div key={role.role}>
                  <dt>{capital(about?.plural ?? role.role)}</dt>
                  <dd>
                    Een cijfer vanaf {role.minimumGroup} {about?.named ? 'organisaties' : 'mensen'}.{' '}
                    {weightingText[role.weighting]}. Gevraagd:{' '}
                    {about?.named
                      ? organisationsText(totalInvited(role.invited))
                      : peopleText(totalInvited(role.invited))}
                    .
                  </dd>
                </div>
              )
            })}
            <div>
              <dt>Controlegetal van de vragenlijst</dt>
              <dd>
                <code className="rs-hash">{plan.plan.framework.hash}</code>
              </dd>
            </div>
            <div>
              <dt>Controlegetal van dit plan</dt>
              <dd>
                <code className="rs-hash">{plan.hash}</code>
              </dd>
            </div>
          </dl>
        </>
      )}
    </RoundFrame>
  )
}
