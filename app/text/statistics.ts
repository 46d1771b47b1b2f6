/** Dutch of regional figures: tables that are known by their number, age groups, and why a file cannot be used. */

import type { StatisticsProblem } from '../domain/region/statistics-file.ts'

/** How a table is named as a source, and where it stands. */
export type KnownTable = { source: string; url: string }

const rivm = (table: string) => `https://statline.rivm.nl/#/RIVM/nl/dataset/${table}/table`
const cbs = (table: string) => `https://opendata.cbs.nl/statline/#/CBS/nl/dataset/${table}/table`
const monitor = (table: string, year: number): KnownTable => ({
  source: `CBS, GGD’en en RIVM, Gezondheidsmonitor ${year}`,
  url: cbs(table),
})

export const knownTables: Readonly<Record<string, KnownTable>> = {
  '50120NED': { source: 'RIVM, Gezondheid per wijk en buurt', url: rivm('50120NED') },
  '82166NED': monitor('82166NED', 2012),
  '83674NED': monitor('83674NED', 2016),
  '85012NED': monitor('85012NED', 2020),
  '85563NED': monitor('85563NED', 2022),
}

const ages: Readonly<Record<string, string>> = {
  '20300': '18 jaar of ouder',
  '53115': '18 tot en met 64 jaar',
  '80200': '65 jaar of ouder',
}

/** "18 jaar of ouder"; an age group that is not known here is named by its code. */
export function ageText(code: string): string {
  return code === '' ? 'Alle leeftijden' : (ages[code] ?? `Leeftijdsgroep ${code}`)
}

/** What is the matter with a file and what to do about it. */
export function statisticsProblemText(
  problem: StatisticsProblem,
  table: string | null,
  dimension?: string,
): string {
  const name = table === null ? 'Dit bestand' : `Tabel ${table}`
  switch (problem) {
    case 'empty':
      return 'Kies een bestand. Een leeg bestand kan niet.'
    case 'too-large':
      return `Dit bestand is te groot. Kies bij CBS of RIVM alleen uw gemeenten en Nederland; samen hoogstens 8 MB.`
    case 'not-utf8':
      return 'De letters in dit bestand zijn niet te lezen. Is het in Excel bewaard? Neem het bestand zoals u het hebt gedownload.'
    case 'zip':
      return 'Dit is een ZIP-bestand. Pak het eerst uit en kies Observations.csv en MeasureCodes.csv samen.'
    case 'workbook':
      return 'Dit is een Excel-bestand. Download de tabel bij CBS of RIVM als CSV of JSON (open data).'
    case 'unreadable':
      return 'Dit bestand is kapot of maar half gedownload. Download het opnieuw.'
    case 'no-statistics':
      return `${name} is geen tabel met cijfers per gemeente van CBS of RIVM. Download de tabel als CSV of JSON (open data).`
    case 'no-figures':
      return `${name} heeft geen percentages per gemeente. Kies een tabel over gezondheid, bijvoorbeeld 50120NED van het RIVM.`
    case 'no-municipalities':
      return `${name} heeft geen cijfers over de gemeenten van deze regio. Klopt de selectie, en kloppen de gemeentecodes van de regio?`
    case 'no-measures':
      return 'In dit bestand staan alleen codes. Kies ook het bestand MeasureCodes.csv uit dezelfde download.'
    case 'no-observations':
      return 'Dit is alleen de lijst met onderwerpen. Kies ook het bestand Observations.csv uit dezelfde download.'
    case 'more-choices':
      return `${name} is uitgesplitst naar ${dimension ?? 'iets'}. Kies daar bij het downloaden één soort.`
  }
}
