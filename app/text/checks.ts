/** Dutch of what has to be in order before a round opens. */

import type { Framework } from '../domain/framework/framework.ts'
import type { Check } from '../domain/round/readiness.ts'
import { counted, listOf, percent } from './nl.ts'

/** What is the matter, and what to do about it. */
export function checkText(framework: Pick<Framework, 'roles' | 'parties'>, check: Check): string {
  const plural = (role: string) => framework.roles.find(({ id }) => id === role)?.plural ?? role
  switch (check.code) {
    case 'nobody-asked':
      return `Er zijn nog geen ${plural(check.role)} gevraagd. Vul in bij wie u dat doet.`
    case 'visibility-open':
      return 'U hebt nog niet vastgelegd wie wat ziet. Deelnemers lezen dat vóór de eerste vraag.'
    case 'closing-past':
      return 'De laatste dag om mee te doen is al voorbij. Kies een latere dag.'
    case 'meeting-before-closing':
      return 'Het overleg van de bestuurders is voor het einde van de ronde. Kies een andere dag.'
    case 'below-minimum':
      return `U vraagt ${check.asked} ${plural(check.role)}. Pas vanaf ${check.needed} antwoorden komt er een cijfer. Vraag er meer.`
    case 'parties-missing': {
      const titles = check.parties.map(
        (id) => framework.parties.find((party) => party.id === id)?.title ?? id,
      )
      return `Van deze soorten organisaties vraagt u geen ${plural(check.role)}: ${listOf(titles)}. Klopt dat?`
    }
    case 'one-organisation-dominates':
      return `${percent(check.share)} van de ${plural(check.role)} die u vraagt, werkt bij ${check.organisation}. De uitkomst zegt dan vooral iets over die ene organisatie. Vraag ook anderen, of laat elke organisatie even zwaar tellen.`
    case 'short-time':
      return `De ronde is nog maar ${counted(check.days, 'dag', 'dagen')} open. Voor herinneringen is dan weinig tijd. Drie tot vier weken werkt beter.`
    case 'no-trial':
      return 'U hebt nog geen proef gedaan. Laat een paar mensen de vragenlijst proberen. Hun antwoorden tellen niet mee.'
    case 'no-meeting':
      return 'U hebt nog geen dag gekozen waarop de bestuurders de uitkomst bespreken. Zonder die dag is er geen planning.'
  }
}
