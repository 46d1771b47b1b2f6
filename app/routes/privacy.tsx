import { useLoaderData } from '@remix-run/react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { accountabilityFor } from '../accountability.server.ts'
import { MissingSettings } from '../components/missing-settings.tsx'
import { PageFrame } from '../components/page-frame.tsx'
import { Address } from '../components/address.tsx'
import { pageTitle } from '../components/page-title.ts'
import { paths } from '../paths.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Privacy') }]

export async function loader({ context }: LoaderFunctionArgs) {
  return accountabilityFor(context)
}

export default function Privacy() {
  const { installation, retention, missing } = useLoaderData<typeof loader>()
  return (
    <PageFrame narrow home={paths.home()}>
      <h1 className="utrecht-heading-1">Privacy</h1>
      <MissingSettings missing={missing} />
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Wie ziet wat u invult, en wat wordt bewaard? Dat staat hier.
      </p>
      <section className="rs-stack" aria-labelledby="professionals">
        <h2 className="utrecht-heading-2" id="professionals">
          Als u als professional antwoordt
        </h2>
        <ul className="utrecht-unordered-list">
          <li className="utrecht-unordered-list__item">
            U antwoordt anoniem. Bij uw verzonden antwoorden staat geen naam, geen organisatie, geen beroep en
            geen tijdstip. Wel staat erbij of u verwijst, begeleidt of in het sociaal domein werkt.
          </li>
          <li className="utrecht-unordered-list__item">
            Uw beroep tellen wij apart. Zo weet de regio welke beroepen hebben meegedaan.
          </li>
          <li className="utrecht-unordered-list__item">
            Zolang u invult, horen uw antwoorden bij uw persoonlijke link. Dat moet, want anders kunt u later
            niet verdergaan. Na het verzenden wordt die band verbroken zodra uw antwoorden met die van anderen
            worden vrijgegeven.
          </li>
          <li className="utrecht-unordered-list__item">
            Uitkomsten zijn pas te zien als de ronde is gesloten en als genoeg mensen de vraag hebben
            beantwoord.
          </li>
        </ul>
      </section>
      <section className="rs-stack" aria-labelledby="bestuurders">
        <h2 className="utrecht-heading-2" id="bestuurders">
          Als u als bestuurder antwoordt
        </h2>
        <ul className="utrecht-unordered-list">
          <li className="utrecht-unordered-list__item">
            U antwoordt voor uw organisatie. De naam van de organisatie staat bij de antwoorden. Schrijven
            collega’s mee, dan staan hun namen erbij, en ook de naam en functie van wie de antwoorden
            vaststelt. Die namen komen niet in het rapport en worden gewist met de antwoorden.
          </li>
          <li className="utrecht-unordered-list__item">
            In het rapport staan alleen uitkomsten van bestuurders samen. Een cijfer is er pas vanaf drie
            organisaties.
          </li>
        </ul>
      </section>
      <section className="rs-stack" aria-labelledby="bewaren">
        <h2 className="utrecht-heading-2" id="bewaren">
          Wat wij bewaren en wat niet
        </h2>
        <ul className="utrecht-unordered-list">
          <li className="utrecht-unordered-list__item">
            Wij zetten één cookie op uw apparaat. Die onthoudt alleen welke vragenlijst van u is en verloopt
            na dertig dagen. Andere cookies en volgsystemen zijn er niet.
          </li>
          <li className="utrecht-unordered-list__item">
            In de logboeken van deze site staan geen antwoorden, geen links uit uitnodigingen en geen
            internetadressen van bezoekers.
          </li>
          <li className="utrecht-unordered-list__item">
            Vragenlijsten die bij het sluiten van de ronde niet zijn verzonden, worden gewist.
          </li>
          {retention ? (
            <li className="utrecht-unordered-list__item">
              Verzonden antwoorden worden na sluiting van de ronde gewist, na{' '}
              {retention.shortest === retention.longest
                ? `${retention.shortest} maanden`
                : `${retention.shortest} tot ${retention.longest} maanden`}
              . Hoe lang het voor u is, staat voor de eerste vraag. Van het wissen blijft een bon.
            </li>
          ) : null}
          <li className="utrecht-unordered-list__item">
            Vult u op papier in? Dan typt de coördinator uw formulier over. Dat antwoord wordt net zo
            verzegeld als een antwoord op het scherm.
          </li>
          {installation.hosting ? (
            <li className="utrecht-unordered-list__item">Waar dit draait: {installation.hosting}</li>
          ) : null}
          <li className="utrecht-unordered-list__item">
            Schrijf geen namen of gegevens van cliënten of collega’s op. Ziet het systeem iets dat daarop
            lijkt, dan waarschuwt het u.
          </li>
        </ul>
      </section>
      <section className="rs-stack" aria-labelledby="rechten">
        <h2 className="utrecht-heading-2" id="rechten">
          Uw vragen en rechten
        </h2>
        <p className="utrecht-paragraph">
          {installation.organisation
            ? `${installation.organisation} is verantwoordelijk voor wat hier wordt bewaard.`
            : 'De organisatie die u uitnodigde, is verantwoordelijk voor deze meting.'}{' '}
          Wilt u uw gegevens inzien of laten wissen? Vraag het{' '}
          {(installation.privacy ?? installation.contact) ? (
            <Address email={installation.privacy ?? installation.contact ?? ''} />
          ) : (
            'daar'
          )}
          . Voor anonieme antwoorden die al zijn vrijgegeven, kan dat niet meer: niemand weet dan nog welke
          van u zijn.
        </p>
        <p className="utrecht-paragraph">
          Bent u het niet eens met wat er met uw gegevens gebeurt? Dan kunt u een klacht indienen bij de
          Autoriteit Persoonsgegevens.
        </p>
      </section>
    </PageFrame>
  )
}
