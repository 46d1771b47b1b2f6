import type { MetaFunction } from '@remix-run/node'
import { PageFrame } from '../components/page-frame.tsx'
import { pageTitle } from '../components/page-title.ts'
import { paths } from '../paths.ts'

export const meta: MetaFunction = () => [{ title: pageTitle('Toegankelijkheid') }]

export default function Accessibility() {
  return (
    <PageFrame narrow home={paths.home()}>
      <h1 className="utrecht-heading-1">Toegankelijkheid</h1>
      <p className="utrecht-paragraph utrecht-paragraph--lead">
        Iedereen moet deze vragenlijst kunnen invullen, ook met een schermlezer, met alleen het toetsenbord of
        met grote letters.
      </p>
      <section className="rs-stack" aria-labelledby="getest">
        <h2 className="utrecht-heading-2" id="getest">
          Wat wij testen
        </h2>
        <p className="utrecht-paragraph">Bij elke wijziging controleert een computer in een echte browser:</p>
        <ul className="utrecht-unordered-list">
          <li className="utrecht-unordered-list__item">
            elke pagina leeg, ingevuld en met fouten op de regels van WCAG 2.2, niveau A en AA, voor zover een
            computer die kan nagaan;
          </li>
          <li className="utrecht-unordered-list__item">of alles werkt met alleen het toetsenbord;</li>
          <li className="utrecht-unordered-list__item">of alles werkt zonder JavaScript;</li>
          <li className="utrecht-unordered-list__item">
            of een scherm van 320 pixels breed genoeg is, zonder opzij te schuiven.
          </li>
        </ul>
      </section>
      <section className="rs-stack" aria-labelledby="niet">
        <h2 className="utrecht-heading-2" id="niet">
          Wat nog niet is gedaan
        </h2>
        <p className="utrecht-paragraph">
          Een mens heeft deze site nog niet volledig onderzocht, en mensen met een beperking hebben haar nog
          niet uitgeprobeerd. Daarom is dit geen officiële toegankelijkheidsverklaring.
        </p>
      </section>
      <section className="rs-stack" aria-labelledby="melden">
        <h2 className="utrecht-heading-2" id="melden">
          Werkt iets niet voor u?
        </h2>
        <p className="utrecht-paragraph">
          Vertel het aan degene die u heeft uitgenodigd. Vraag gerust of u de vragen op een andere manier kunt
          beantwoorden, bijvoorbeeld aan de telefoon of op papier.
        </p>
      </section>
    </PageFrame>
  )
}
