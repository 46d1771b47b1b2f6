import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { accountabilityFor } from '../accountability.server.ts'
import { Address } from '../components/address.tsx'
import { MissingSettings } from '../components/missing-settings.tsx'
import { PageFrame } from '../components/page-frame.tsx'
import { pageTitle } from '../components/page-title.ts'
import { paths } from '../paths.ts'
import { longDate } from '../text/nl.ts'

/** The day on which someone last read this page against what is tested. */
const READ_ON = '2026-11-22'

export const meta: MetaFunction = () => [{ title: pageTitle('Toegankelijkheid') }]

export async function loader({ context }: LoaderFunctionArgs) {
  return { ...(await accountabilityFor(context)), origin: context.origin }
}

export default function Accessibility() {
  const { installation, missing, origin } = useLoaderData<typeof loader>()
  const contact = installation.accessibility ?? installation.contact
  return (
    <PageFrame narrow home={paths.home()}>
      <h1 className="utrecht-heading-1">Toegankelijkheid</h1>
      <MissingSettings missing={missing} />
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Iedereen moet deze vragenlijst kunnen invullen, ook met een schermlezer, met alleen het toetsenbord of
        met grote letters.
      </p>
      <section className="rs-stack" aria-labelledby="status">
        <h2 className="utrecht-heading-2" id="status">
          Hoe staat het ervoor?
        </h2>
        <p className="utrecht-paragraph">
          {installation.organisation ? `${installation.organisation} wil` : 'Wij willen'} dat iedereen{' '}
          {origin.replace(/^https?:\/\//, '')} kan gebruiken. De eerste maatregelen zijn genomen, maar er is
          nog geen volledig onderzoek. Daarom zeggen wij niet dat de site geheel voldoet aan WCAG 2.2, niveau
          A en AA.
        </p>
      </section>
      <section className="rs-stack" aria-labelledby="getest">
        <h2 className="utrecht-heading-2" id="getest">
          Wat is getest en hoe
        </h2>
        <p className="utrecht-paragraph">
          Voor elke nieuwe versie controleert een computer in een echte browser (Chromium, met de regels van
          axe):
        </p>
        <ul className="utrecht-unordered-list">
          <li className="utrecht-unordered-list__item">
            pagina’s leeg, ingevuld en met fouten op de regels van WCAG 2.2, niveau A en AA, voor zover een
            computer die kan nagaan;
          </li>
          <li className="utrecht-unordered-list__item">
            of de vragenlijst werkt met alleen het toetsenbord;
          </li>
          <li className="utrecht-unordered-list__item">of de vragenlijst werkt zonder JavaScript;</li>
          <li className="utrecht-unordered-list__item">
            of een scherm van 320 pixels breed genoeg is, zonder opzij te schuiven.
          </li>
        </ul>
        <p className="utrecht-paragraph">
          Elk rapport en elk formulier in pdf wordt voor het downloaden nagelezen op de regels van PDF/UA.
        </p>
      </section>
      <section className="rs-stack" aria-labelledby="niet">
        <h2 className="utrecht-heading-2" id="niet">
          Wat wij weten dat nog ontbreekt
        </h2>
        <ul className="utrecht-unordered-list">
          <li className="utrecht-unordered-list__item">
            Een mens heeft deze site nog niet volledig onderzocht.
          </li>
          <li className="utrecht-unordered-list__item">
            Mensen met een beperking hebben haar nog niet uitgeprobeerd, ook niet met een schermlezer.
          </li>
          <li className="utrecht-unordered-list__item">
            Het formulier op papier is in pdf te lezen, maar niet in de pdf zelf in te vullen. Gebruik
            daarvoor de vragenlijst op het scherm.
          </li>
        </ul>
      </section>
      <section className="rs-stack" aria-labelledby="melden">
        <h2 className="utrecht-heading-2" id="melden">
          Werkt iets niet voor u?
        </h2>
        <p className="utrecht-paragraph">
          {contact ? (
            <>
              Meld het aan <Address email={contact} />, of aan degene die u heeft uitgenodigd.
            </>
          ) : (
            'Vertel het aan degene die u heeft uitgenodigd.'
          )}{' '}
          Vraag gerust of u de vragen op een andere manier kunt beantwoorden, bijvoorbeeld aan de telefoon of
          op papier.
        </p>
        <p className="utrecht-paragraph rs-quiet">Deze verklaring is van {longDate(READ_ON)}.</p>
      </section>
    </PageFrame>
  )
}
