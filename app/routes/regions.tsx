import { Link, useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { pageTitle } from '../components/page-title.ts'
import { StaffFrame } from '../components/staff-frame.tsx'
import { may } from '../domain/access/access.ts'
import { paths } from '../paths.ts'
import { requireStaff } from '../staff.server.ts'
import { counted } from '../text/nl.ts'
import { listRegions } from '../usecases/list-regions.server.ts'

export const meta: MetaFunction = () => [{ title: pageTitle("Regio's") }]

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireStaff(args, 'see-overview')
  return {
    regions: await listRegions(args.context.app, { actor }),
    mayMake: may(actor, 'create-region'),
  }
}

export default function Regions() {
  const { regions, mayMake } = useLoaderData<typeof loader>()
  return (
    <StaffFrame
      invented={regions.length > 0 && regions.every((region) => region.invented)}
      trail={[{ to: paths.home(), text: 'Overzicht' }]}
    >
      <h1 className="utrecht-heading-1">Regio’s</h1>
      {regions.length === 0 ? (
        <p className="utrecht-paragraph">
          {mayMake
            ? 'U bent van geen regio coördinator of lezer. Maak een regio, of vraag de coördinator om toegang.'
            : 'U hebt nog geen toegang tot een regio. Vraag de beheerder om toegang.'}
        </p>
      ) : (
        <ul className="rs-cards" role="list">
          {regions.map((region) => (
            <li className="rs-card" key={region.id}>
              <h2 className="utrecht-heading-3">
                <Link className="utrecht-link utrecht-link--html-a" to={paths.region(region.id)}>
                  {region.title}
                </Link>
              </h2>
              <p className="utrecht-paragraph rs-quiet">{counted(region.rounds, 'ronde', 'rondes')}</p>
            </li>
          ))}
        </ul>
      )}
      {mayMake ? (
        <p className="rs-actions">
          <Link className="utrecht-button utrecht-button--primary-action rs-button" to={paths.newRegion()}>
            Maak een regio
          </Link>
        </p>
      ) : null}
    </StaffFrame>
  )
}
