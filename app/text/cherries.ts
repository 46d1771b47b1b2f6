/**
 * The checklist for reporting a survey on the web (CHERRIES, Eysenbach 2004), in our own words and filled in from the
 * round. What this program cannot know is left to the region, and says so.
 */

import type { Headcount } from '../domain/round/round.ts'
import { capital, count, counted, listOf, longDate } from './nl.ts'
import { invitedText } from './results.ts'

export type CherriesFacts = {
  region: string
  title: string
  askedBy: string
  framework: { title: string; version: string; hash: string }
  variant: 'core' | 'full'
  opensAt: string
  /** ISO date. */
  lastDay: string
  over: boolean
  planHash: string | null
  retentionMonths: number | null
  invented: boolean
  roles: {
    plural: string
    named: boolean
    invited: Headcount | null
    sent: number
    unsent: number | null
    questions: number
    minimumGroup: number
    weighting: 'person' | 'organisation' | 'party'
  }[]
}

const OPEN = 'Niet in dit programma vastgelegd. Vul dit zelf aan als u de meting publiceert.'

const equal = {
  person: 'iedereen telt even zwaar',
  organisation: 'elke organisatie telt even zwaar',
  party: 'elke soort organisatie telt even zwaar',
} as const

/** The list in its own order: what should be reported, and what holds for this round. */
export function cherries(facts: CherriesFacts): { item: string; text: string }[] {
  const { roles } = facts
  const each = (text: (role: CherriesFacts['roles'][number]) => string) =>
    roles.map((role) => `${capital(role.plural)}: ${text(role)}.`).join(' ')
  return [
    {
      item: 'Opzet en doelgroep',
      text: `Zelfevaluatie in ${facts.region}: ${facts.title}. Gevraagd zijn ${listOf(roles.map(({ plural }) => plural))}. ${
        facts.invented ? 'De antwoorden zijn verzonnen. ' : ''
      }Wie meedeed koos daar zelf voor; het is geen aselecte steekproef.`,
    },
    { item: 'Ethische toetsing', text: OPEN },
    {
      item: 'Toestemming en uitleg vooraf',
      text: 'Vóór de eerste vraag leest iedereen wie de vragen stelt, hoe lang het duurt, wie wat te zien krijgt en hoe lang antwoorden bewaard blijven. Verzenden is het akkoord.',
    },
    {
      item: 'Bescherming van gegevens',
      text: `${each((role) =>
        role.named
          ? 'antwoorden op naam van de organisatie'
          : 'anoniem; tot zij meetellen liggen antwoorden versleuteld',
      )} ${facts.retentionMonths === null ? '' : `Antwoorden worden ${facts.retentionMonths} maanden na de sluiting gewist.`}`.trim(),
    },
    {
      item: 'Ontwikkeling en test van de vragenlijst',
      text: `${facts.framework.title}, versie ${facts.framework.version} (controlegetal ${facts.framework.hash.slice(0, 12)}). De vragenlijst is niet in een validatieonderzoek getoetst.`,
    },
    {
      item: 'Werving',
      text: `${facts.askedBy} nodigde uit met een eigen link, met een link per organisatie of op papier. De vragenlijst was niet vrij op het web te vinden.`,
    },
    {
      item: 'Deelname',
      text: 'Vrijwillig. Een vraag overslaan mocht. Of er een beloning was, is niet in dit programma vastgelegd.',
    },
    {
      item: 'Periode',
      text: `Van ${longDate(facts.opensAt)} tot en met ${longDate(facts.lastDay)}${facts.over ? '' : ' (nog niet afgelopen)'}.`,
    },
    {
      item: 'Aantal vragen en volgorde',
      text: `${each((role) => `ten hoogste ${counted(role.questions, 'vraag', 'vragen')}`)} De volgorde is voor iedereen gelijk. Wie een vraag niet aangaat, krijgt die niet.`,
    },
    {
      item: 'Controle op volledigheid',
      text: 'Vóór het verzenden ziet iedereen welke vragen open zijn. Een verzonden vragenlijst verbeteren kan tot de sluiting: anoniem met een code die alleen de invuller heeft, een organisatie met haar eigen link. “Weet ik niet” is een antwoord.',
    },
    {
      item: 'Dubbele antwoorden',
      text: 'Elke eigen link levert één vragenlijst op. Een verbetering komt in de plaats van wat eerder was verzonden en telt niet extra mee. Er worden geen IP-adressen of apparaten vergeleken.',
    },
    {
      item: 'Respons',
      text: each(
        (role) =>
          `${count(role.sent)} verzonden van ${
            role.invited === null
              ? 'een onbekend aantal gevraagden'
              : `${invitedText(role.invited)} gevraagden`
          }${role.unsent === null || role.unsent === 0 ? '' : `, ${count(role.unsent)} begonnen en niet verzonden`}`,
      ),
    },
    {
      item: 'Onvolledige vragenlijsten',
      text: 'Alleen verzonden vragenlijsten tellen. Een overgeslagen vraag telt niet mee en wordt niet aangevuld.',
    },
    {
      item: 'Weging en telling',
      text: `${each((role) => `${equal[role.weighting]}; een cijfer vanaf ${role.minimumGroup} ${role.named ? 'organisaties' : 'mensen'}`)} Er is niet gecorrigeerd voor wie niet meedeed.`,
    },
    {
      item: 'Regels vooraf vastgelegd',
      text:
        facts.planHash === null
          ? 'Voor deze ronde is geen analyseplan bewaard.'
          : `Ja, bij het openen van de ronde (controlegetal ${facts.planHash.slice(0, 12)}).`,
    },
  ]
}
