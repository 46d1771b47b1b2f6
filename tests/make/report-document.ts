/**
 * Report documents for the tests of renderers: one of realistic length, and extremes made from it.
 * The sentences are invented for this purpose and belong to no region.
 */

import type {
  Block,
  Bullet,
  Evidence,
  Inline,
  Note,
  ReportDocument,
  Sentence,
} from '../../app/domain/report/document.ts'

const note = (ref: string): Inline => ({ kind: 'note', ref })
const sentence = (...content: Inline[]): Sentence => ({ content, findings: [] })
const paragraph = (...sentences: Sentence[]): Block => ({ kind: 'paragraph', sentences })

const GOOD = 'Wat gaat er goed?'
const BETTER = 'Wat kan er beter?'
const NONE_GOOD = 'Uit deze meting komt voor dit thema geen punt naar voren dat duidelijk goed gaat.'
const NONE_BETTER = 'Uit deze meting komt voor dit thema geen punt naar voren dat duidelijk beter kan.'

const good: Record<string, Inline[][]> = {
  client: [
    [
      'Professionals vinden het gewoon om met cliënten over gezond leven te praten, en zij doen dat ook. Zij vragen daarbij eerst of de cliënt dat ',
      { kind: 'strong', content: ['goede gesprek'] },
      note('gesprek'),
      ' wil voeren.',
    ],
    [
      'Verwijzen naar een leefstijlcoach of een stopcoach verloopt volgens de meeste professionals zonder problemen.',
    ],
  ],
  integral: [
    [
      'De besturen van zorg en gemeente spreken elkaar vaak en hebben hun afspraken over preventie vastgelegd in één regioplan.',
    ],
    [
      'Professionals uit het medisch en het sociaal domein weten elkaar te vinden. Zij overleggen over cliënten met meer dan één vraag, vooral als geldzorgen of eenzaamheid meespelen.',
    ],
  ],
  expert: [
    [
      'Professionals die mensen helpen bij het stoppen met roken zijn daarvoor opgeleid en staan in een register.',
    ],
    ['De meeste professionals voelen zich bekwaam om over overgewicht te praten zonder te oordelen.'],
  ],
}

const better: Record<string, Inline[][]> = {
  client: [
    [
      'Professionals hebben niet altijd genoeg tijd om rustig over leefstijl te praten. In een kort consult komt eerst de klacht aan bod. Daardoor blijft onduidelijk wat de cliënt zelf wil en kan, en past het advies minder goed bij zijn leven.',
    ],
    [
      'Het aanbod sluit niet goed aan bij alle groepen. Professionals missen aanbod voor mensen met een lage ',
      { kind: 'abbreviation', full: 'sociaaleconomische status', text: 'SES' },
      ' en voor mensen die moeite hebben met lezen. Er is vooral weinig in de eigen buurt, en wat er is begint vaak overdag. Voor wie werkt of kinderen heeft, is meedoen dan lastig.',
    ],
    [
      'Nazorg is niet geregeld. Na afloop van een programma weten professionals niet van elkaar wie de cliënt nog belt. Cliënten die terugvallen, staan er daardoor vaak alleen voor.',
    ],
  ],
  integral: [
    [
      'Het ontbreekt aan een actueel overzicht van het aanbod in de regio. Verwijzers kennen het aanbod van de eigen gemeente, maar niet dat van de buurgemeenten. Ook weten zij niet altijd wanneer een cliënt kan beginnen. Het is wenselijk dat er één sociale kaart komt die iemand bijhoudt, zodat cliënten niet afhaken voordat zij begonnen zijn.',
    ],
    [
      'Terugkoppeling na een verwijzing gebeurt niet altijd. Huisartsen en praktijkondersteuners horen vaak niet of een cliënt is gestart. Zij kunnen de cliënt daardoor niet ondersteunen als het even tegenzit.',
    ],
    [
      'Besturen noemen de samenwerking met welzijn goed geregeld; op de werkvloer merkt men dat nog niet altijd.',
    ],
  ],
  expert: [
    [
      'Niet alle professionals weten hoe zij herkennen dat iemand moeite heeft met gezondheidsinformatie. Het is belangrijk dat zij daarvoor scholing krijgen, zodat uitleg ook aankomt bij mensen met een licht verstandelijke beperking.',
    ],
  ],
}

const titles: Record<string, string> = {
  client: 'Cliënt centraal',
  integral: 'Integrale zorg',
  expert: 'Deskundige zorgverlener',
}

const notes: Omit<Note, 'number'>[] = [
  {
    id: 'burden',
    content: [
      'Cijfer over ziektelast: ',
      { kind: 'link', href: 'https://www.vzinfo.nl/leefstijl', content: ['vzinfo.nl/leefstijl'] },
      ' (geraadpleegd in 2025).',
    ],
  },
  {
    id: 'support',
    content: [
      'Leefstijlbegeleiding is hulp aan volwassenen om gezonder te leven: met bewegen, voeding, slaap en ontspanning, en met stoppen met roken. De begeleiding past bij wat de cliënt wil en kan.',
    ],
  },
  {
    id: 'overweight',
    content: [
      'Gezondheidsmonitor Volwassenen en Ouderen, tabel 50150NED, 2022. Overgewicht is hier een BMI van 25 of hoger, dus ook obesitas. ',
      {
        kind: 'link',
        href: 'https://statline.rivm.nl/#/RIVM/nl/dataset/50150NED',
        content: ['statline.rivm.nl'],
      },
      '.',
    ],
  },
  { id: 'smoking', content: ['Zelfde bron, tabel 50150NED, 2022. Het verschil is genoemd in procentpunt.'] },
  {
    id: 'scope',
    content: [
      'Het gaat om volwassenen die roken of overgewicht hebben en nog geen diabetes, hart- en vaatziekte, astma of COPD hebben.',
    ],
  },
  {
    id: 'gesprek',
    content: [
      'In het goede gesprek bespreken cliënt en professional samen wat er speelt, wat de cliënt belangrijk vindt en wat een eerste haalbare stap is. De cliënt bepaalt het onderwerp; de professional luistert, vraagt door en vat samen.',
    ],
  },
]

const lead: Sentence[] = [
  sentence('Zorg en gemeenten werken in de regio hecht samen aan gezond leven. '.trim()),
  sentence(
    'De toegang tot passende begeleiding kan nog beter, vooral voor mensen met weinig geld of moeite met lezen.',
  ),
]

const introduction: Block[] = [
  paragraph(
    sentence('Ongezond leven is een belangrijke oorzaak van ziekte', note('burden'), '.'),
    sentence('Wie stopt met roken, gezonder eet of meer beweegt, heeft minder kans om ziek te worden.'),
    sentence('Leefstijlbegeleiding', note('support'), ' helpt mensen daarbij.'),
    sentence(
      'Goede begeleiding begint bij de cliënt: bij wat iemand wil, wat iemand kan en wat er thuis speelt.',
    ),
  ),
  paragraph(
    sentence('De organisaties in deze regio willen weten hoe goed die begeleiding hier is.'),
    sentence(
      'Zij hebben daarom zichzelf bevraagd langs de thema’s van het toetsingskader persoonsgerichte leefstijlbegeleiding van de ',
      { kind: 'abbreviation', full: 'Inspectie Gezondheidszorg en Jeugd', text: 'IGJ' },
      '.',
    ),
    sentence('Dit verslag is een zelfevaluatie en geen oordeel van de inspectie.'),
  ),
  paragraph(
    sentence('In deze gemeenten is het aantal volwassenen met overgewicht hoger dan gemiddeld.'),
    sentence(
      'In 2022 had 57% van hen overgewicht, tegen 50% in heel Nederland: een verschil van 7 procentpunt',
      note('overweight'),
      '.',
    ),
    sentence('In de ene gemeente rookt 22% van de volwassenen, tegen 18% landelijk', note('smoking'), '.'),
    sentence('In de andere gemeente zijn dat er even veel als in het land.'),
  ),
  paragraph(
    sentence(
      'Gevraagd is naar de begeleiding van volwassenen met overgewicht of die roken',
      note('scope'),
      '.',
    ),
    sentence('De vragenlijsten stonden open in september en oktober 2026.'),
  ),
]

const conclusion: Block[] = [
  paragraph(
    sentence('De regio heeft veel goeds in huis.'),
    sentence(
      'Besturen hebben elkaar gevonden en leggen afspraken vast; professionals staan achter het idee dat gezond leven bij goede zorg hoort.',
    ),
    sentence('Zij zijn opgeleid, bevlogen en bereid om over de grenzen van hun eigen vak heen te kijken.'),
  ),
  paragraph(
    sentence('Dat het gesprek over leefstijl gewoon is, wil niet zeggen dat er altijd ruimte voor is.'),
    sentence('Professionals ervaren dat de tijd ontbreekt om te horen wat er achter een klacht schuilgaat.'),
    sentence('Daardoor kiezen zij soms voor een advies dat niet past bij het leven van de cliënt.'),
  ),
  paragraph(
    sentence('Ook het aanbod vraagt aandacht.'),
    sentence(
      'Verwijzen gaat goed als de professional weet waar hij terechtkan, maar juist dat overzicht ontbreekt vaak.',
    ),
    sentence(
      'Voor mensen met een lage SES en voor mensen die moeite hebben met lezen is er volgens professionals te weinig.',
    ),
  ),
  paragraph(
    sentence(
      'Het is wenselijk dat de regio één sociale kaart maakt die iemand bijhoudt, en dat zij de behoeften van inwoners in beeld brengt.',
    ),
    sentence(
      'Drempels die professionals noemen zijn de reisafstand, de begintijd, de wachttijd en kosten die niet worden vergoed.',
    ),
    sentence('Het is belangrijk dat die drempels lager worden.'),
  ),
  paragraph(
    sentence('Wat besturen op papier hebben geregeld, is op de werkvloer nog niet overal merkbaar.'),
    sentence('Sterker samenwerken tussen zorg, gemeente en welzijn is daarom de rode draad van dit verslag.'),
  ),
  paragraph(
    sentence(
      'De meting volgt drie thema’s uit het ',
      {
        kind: 'link',
        href: 'https://www.igj.nl/publicaties/toetsingskader',
        content: ['toetsingskader persoonsgerichte leefstijlbegeleiding'],
      },
      '.',
    ),
    sentence(
      'De vragenlijst is ingevuld door 118 professionals en door de besturen van de gemeenten, de GGD, een ziekenhuis, een huisartsenorganisatie en een cliëntenorganisatie.',
    ),
    sentence('Een zorgverzekeraar is uitgenodigd, maar heeft niet geantwoord.'),
    sentence('Deelname was op eigen initiatief; cliënten zijn niet bevraagd.'),
    sentence('Hieronder staat per thema wat er goed gaat en wat er beter kan.'),
  ),
]

/** Choices for `sampleDocument`; by default a report as regions get it. */
export type SampleOptions = {
  /** How many findings per theme, in all of good and better. Default: those of the texts above. */
  findings?: number
  invented?: boolean
  title?: string
  /** Put in every bullet, to see what a very long word does. */
  longWord?: string
  table?: boolean
}

/** A complete report document that keeps all invariants of its type. */
export function sampleDocument(options: SampleOptions = {}): ReportDocument {
  const {
    invented = true,
    title = 'Leefstijlbegeleiding in Almelo en Twenterand',
    longWord,
    findings,
    table,
  } = options
  const body: Block[] = [
    ...introduction,
    { kind: 'section', id: 'conclusion', title: 'Conclusie', blocks: conclusion },
    ...Object.keys(titles).map((theme): Block => ({
      kind: 'section',
      id: theme,
      title: titles[theme]!,
      blocks: [
        bulletsOf(theme, 'good', take(good[theme]!, findings, 0), longWord),
        bulletsOf(theme, 'better', take(better[theme]!, findings, 1), longWord),
        paragraph(
          sentence(
            'Over de ervaring van cliënten zelf kan deze meting bij dit thema niets zeggen; zij zijn niet bevraagd.',
          ),
        ),
        ...(table ? [sampleTable(theme)] : []),
      ],
    })),
    {
      kind: 'section',
      id: 'next',
      title: 'Vervolg',
      blocks: [
        paragraph(
          sentence('De organisaties bespreken dit verslag in hun regionaal overleg.'),
          sentence('Wie welk punt oppakt en wanneer, is nog af te spreken.'),
        ),
      ],
    },
  ]
  const used = usedNotes(body)
  return {
    contract: 1,
    meta: {
      id: 'sample-0001',
      edition: 'short',
      language: 'nl',
      title,
      subject: 'Zelfevaluatie van persoonsgerichte leefstijlbegeleiding & preventie',
      author: 'Regionaal overleg <voorbeeld>',
      keywords: ['leefstijl', 'zelfevaluatie'],
      date: '2026-11-20',
      framework: { id: 'sample', version: '1.0', hash: 'a'.repeat(64) },
      method: '1',
      invented,
    },
    marks: {
      running: 'Zelfevaluatie leefstijlbegeleiding',
      disclaimer:
        'Gebaseerd op de thema’s van het IGJ-toetsingskader; geen tekst en geen oordeel van de inspectie',
      invented: invented ? 'Voorbeeld: alle antwoorden in dit verslag zijn verzonnen' : null,
      page: 'Pagina {page} van {pages}',
      notes: 'Noten',
      colophon: 'Over dit verslag',
      contents: 'Inhoud',
      backToText: 'Terug naar de tekst',
      provisional: 'voorlopig',
    },
    lead,
    body,
    notes: used.map((id, index) => ({
      id,
      number: index + 1,
      content: notes.find((each) => each.id === id)!.content,
    })),
    colophon: [
      { term: 'Soort onderzoek', content: ['Zelfevaluatie door de organisaties in de regio'] },
      { term: 'Datum', content: ['20 november 2026'] },
      {
        term: 'Raamwerk',
        content: ['Persoonsgerichte leefstijlbegeleiding, versie 1.0 (controlegetal aaaaaaaa)'],
      },
      { term: 'Meetmethode', content: ['Versie 1, korte vragenlijst'] },
      { term: 'Respons professionals', content: ['118 van ongeveer 300 uitgenodigde professionals'] },
      { term: 'Respons bestuurders', content: ['10 van 11 uitgenodigde organisaties'] },
    ],
    evidence: evidenceOf(body),
  }
}

function take(bullets: Inline[][], count: number | undefined, share: number): Inline[][] {
  if (count === undefined) return bullets
  const wanted = share === 0 ? Math.floor(count / 2) : Math.ceil(count / 2)
  return Array.from({ length: wanted }, (_, index) => bullets[index % bullets.length]!)
}

function bulletsOf(theme: string, side: 'good' | 'better', contents: Inline[][], longWord?: string): Block {
  const items = contents.map((content, index): Bullet => ({
    id: `${theme}-${side}-${index + 1}`,
    finding: `${theme}${index + 1}.${side}`,
    firm: index !== 1,
    sentences: [
      {
        content: longWord ? [`${longWord} `, ...content] : content,
        findings: [`${theme}${index + 1}.${side}`],
      },
    ],
  }))
  return {
    kind: 'findings',
    id: `${theme}-${side}`,
    side,
    title: side === 'good' ? GOOD : BETTER,
    items,
    none: side === 'good' ? NONE_GOOD : NONE_BETTER,
  }
}

function sampleTable(theme: string): Block {
  return {
    kind: 'table',
    id: `${theme}-table`,
    caption: 'Respons per groep',
    columns: [
      { id: 'group', title: 'Groep', align: 'left', header: true, weight: 3 },
      { id: 'asked', title: 'Gevraagd', align: 'right', header: false, weight: 1 },
      { id: 'sent', title: 'Verzonden', align: 'right', header: false, weight: 1 },
    ],
    rows: [
      [['Professionals uit de huisartsenzorg en de verloskundige zorg'], ['300'], ['118']],
      [['Bestuurders'], ['11'], ['10']],
    ],
  }
}

function usedNotes(blocks: readonly Block[]): string[] {
  const found: string[] = []
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'ref' && typeof value === 'string' && !found.includes(value)) found.push(value)
    return value
  })
  return found
}

function evidenceOf(blocks: readonly Block[]): Evidence[] {
  const bullets = blocks.flatMap((block) =>
    block.kind === 'section'
      ? block.blocks.flatMap((inner) => (inner.kind === 'findings' ? inner.items : []))
      : [],
  )
  return bullets.map((bullet) => ({
    finding: bullet.finding,
    text: 'Een zin die hierop rust.',
    rule: 'Professionals: sterk punt; bestuurders: sterk punt. Beide groepen zien dit zo.',
    firm: bullet.firm,
    criteria: [
      {
        id: 'C01',
        title: 'Gesprek over leefstijl',
        roles: [
          {
            role: 'professional',
            title: 'Professionals',
            label: 'sterk punt',
            n: 104,
            p: 0.8125,
            interval: [0.73, 0.88],
            unknown: 0.02,
            items: [
              {
                id: 'P01',
                text: 'Hoe vaak praat u met cliënten over gezond leven?',
                n: 104,
                options: [
                  { label: 'Nooit', count: 2, share: 2 / 104 },
                  { label: 'Soms', count: 18, share: 18 / 104 },
                  { label: 'Meestal', count: 50, share: 50 / 104 },
                  { label: 'Altijd', count: 34, share: 34 / 104 },
                ],
              },
            ],
          },
          {
            role: 'board',
            title: 'Bestuurders',
            label: 'te weinig antwoorden',
            n: null,
            p: null,
            interval: null,
            unknown: null,
            items: [{ id: 'B01', text: 'Is hierover een afspraak gemaakt?', n: null, options: [] }],
          },
        ],
      },
    ],
  }))
}
