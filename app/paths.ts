/** English names for the Dutch addresses; no address is written out anywhere else. */
export const paths = {
  home: () => '/',
  privacy: () => '/privacy',
  accessibility: () => '/toegankelijkheid',
  /** Data packages side by side, without an account. */
  compare: () => '/vergelijken',
  securityTxt: () => '/.well-known/security.txt',

  /** A respondent's personal link. */
  invitation: (token: string) => `/v/${encodeURIComponent(token)}`,
  /** Where someone says to want no more reminders: a GET asks, a POST does it. */
  optOut: (token: string) => `/v/${encodeURIComponent(token)}/afmelden`,
  /** What someone reads who opened the link of a whole organisation, with the button to begin. */
  join: () => '/vragenlijst/meedoen',
  /** The own link of who began there. */
  ownLink: () => '/vragenlijst/uw-link',
  questionnaire: () => '/vragenlijst',
  questionnairePath: () => '/vragenlijst/over-u',
  questionnaireTasks: () => '/vragenlijst/onderdelen',
  questionnairePage: (pageId: string) => `/vragenlijst/onderdeel/${encodeURIComponent(pageId)}`,
  questionnaireCheck: () => '/vragenlijst/controleren',
  questionnaireReceipt: () => '/vragenlijst/verzonden',
  /** Where who was invited for a board shares the questionnaire with colleagues. */
  boardColleagues: () => '/vragenlijst/samen',
  /** Where a colleague says who they are. */
  boardName: () => '/vragenlijst/uw-naam',
  /** Where who was invited lays the answers before the director. */
  boardAdoption: () => '/vragenlijst/vaststellen',
  /** Where the director decides. */
  adoption: () => '/vaststellen',
  /** Where a party reads the concept beside its own answers, and reacts. */
  hearing: () => '/wederhoor',
  /** What one sent, to read and print. */
  questionnaireSent: () => '/vragenlijst/uw-antwoorden',
  /** Corrects what was sent, with the code. */
  questionnaireCorrect: () => '/vragenlijst/verbeteren',
  /** On trial: what someone thinks of each question. */
  questionnaireTrial: () => '/vragenlijst/proef',
  /** What was done with the answers, once the round is over; and the report, for who it was promised to. */
  questionnaireAfterwards: () => '/vragenlijst/daarna',
  questionnaireReport: () => '/vragenlijst/rapport.pdf',
  /** JSON endpoint in the Express server: one answer, saved at once. */
  saveAnswer: () => '/vragenlijst/antwoord',

  /** `next` is where to go afterwards: a path of our own. */
  signIn: (next?: string) =>
    next && next !== '/' ? `/inloggen?verder=${encodeURIComponent(next)}` : '/inloggen',

  secondStep: () => '/inloggen/tweede-stap',
  /** A link, not a form: the security policy lets no form go on to another site. */
  workAccount: (next?: string) =>
    next && next !== '/'
      ? `/inloggen/werkaccount?verder=${encodeURIComponent(next)}`
      : '/inloggen/werkaccount',
  linkWorkAccount: () => '/inloggen/werkaccount?koppelen=1',
  workAccountReturn: () => '/inloggen/werkaccount/terug',
  signOut: () => '/uitloggen',
  /** Where a one-time link leads. */
  welcome: (token: string) => `/welkom/${encodeURIComponent(token)}`,
  account: () => '/account',
  setUpSecondStep: () => '/account/tweede-stap',
  accounts: () => '/beheer/accounts',
  newAccount: () => '/beheer/accounts/nieuw',
  managedAccount: (accountId: string) => `/beheer/accounts/${encodeURIComponent(accountId)}`,
  log: () => '/beheer/logboek',

  regions: () => '/regios',
  newRegion: () => '/regios/nieuw',
  region: (regionId: string) => `/regios/${encodeURIComponent(regionId)}`,
  figures: (regionId: string) => `/regios/${encodeURIComponent(regionId)}/cijfers`,
  importFigures: (regionId: string) => `/regios/${encodeURIComponent(regionId)}/cijfers/inlezen`,
  regionDetails: (regionId: string) => `/regios/${encodeURIComponent(regionId)}/gegevens`,
  organisations: (regionId: string) => `/regios/${encodeURIComponent(regionId)}/organisaties`,
  organisation: (regionId: string, organisationId: string) =>
    `/regios/${encodeURIComponent(regionId)}/organisaties/${encodeURIComponent(organisationId)}`,
  newRound: (regionId: string) => `/regios/${encodeURIComponent(regionId)}/rondes/nieuw`,
  roundBasics: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/gegevens`,
  roundParticipants: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/deelnemers`,
  roundRules: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/regels`,
  roundVisibility: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/wie-ziet-wat`,
  roundPlanning: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/planning`,
  roundOpen: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/openen`,
  roundFinish: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/afronden`,
  roundAnalysis: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/analyseplan`,
  roundTrial: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/proef`,
  openLinks: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/uitnodigen`,
  invitees: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/personen`,
  importInvitees: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/personen/lijst`,
  invitee: (roundId: string, invitationId: string) =>
    `/rondes/${encodeURIComponent(roundId)}/personen/${encodeURIComponent(invitationId)}`,
  /** `reminder`: a file to remind with. */
  mailMerge: (roundId: string, role: string, reminder = false) =>
    `/rondes/${encodeURIComponent(roundId)}/personen/samenvoegen.csv?rol=${encodeURIComponent(role)}${reminder ? '&soort=herinnering' : ''}`,
  roundMail: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/mail`,
  /** `slug` as `mailKindText` gives it. */
  mailText: (roundId: string, slug: string) =>
    `/rondes/${encodeURIComponent(roundId)}/mail/${encodeURIComponent(slug)}`,
  mailTextFile: (roundId: string, slug: string) =>
    `/rondes/${encodeURIComponent(roundId)}/mail/${encodeURIComponent(slug)}/tekst.txt`,
  poster: (roundId: string, linkId: string) =>
    `/rondes/${encodeURIComponent(roundId)}/uitnodigen/${encodeURIComponent(linkId)}/poster.pdf`,
  qrCode: (roundId: string, linkId: string) =>
    `/rondes/${encodeURIComponent(roundId)}/uitnodigen/${encodeURIComponent(linkId)}/qr.svg`,
  roundFindings: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/bevindingen`,
  /** What people wrote at one question, or all questions. */
  roundRemarks: (roundId: string, item?: string, sheet = 1) =>
    `/rondes/${encodeURIComponent(roundId)}/opmerkingen${item === undefined ? '' : `?vraag=${encodeURIComponent(item)}${sheet > 1 ? `&blad=${sheet}` : ''}`}`,
  roundHearing: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/wederhoor`,
  roundPublish: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/publiceren`,
  paper: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/papier`,
  paperForm: (roundId: string, role: string) =>
    `/rondes/${encodeURIComponent(roundId)}/papier/formulier.pdf?rol=${encodeURIComponent(role)}`,
  paperEntry: (roundId: string, role: string) =>
    `/rondes/${encodeURIComponent(roundId)}/papier/invoeren?rol=${encodeURIComponent(role)}`,
  roundErasure: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/wissen`,
  round: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}`,
  /** What an inspector reads before a visit. */
  briefing: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/bezoek`,
  briefingPdf: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/bezoek.pdf`,
  /** On to the first of those below. */
  parties: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/partij`,
  /** What one organisation can do itself, with its own answers; for the coordinator. */
  party: (roundId: string, organisationId: string) =>
    `/rondes/${encodeURIComponent(roundId)}/partij/${encodeURIComponent(organisationId)}`,
  partyPdf: (roundId: string, organisationId: string) =>
    `/rondes/${encodeURIComponent(roundId)}/partij/${encodeURIComponent(organisationId)}/blad.pdf`,
  /** Slides for a meeting of boards. */
  meetingPdf: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/vergaderstukken.pdf`,
  roundResults: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/resultaten`,
  roundTheme: (roundId: string, themeId: string) =>
    `/rondes/${encodeURIComponent(roundId)}/resultaten/${encodeURIComponent(themeId)}`,
  roundTrust: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/hoe-zeker`,
  roundMethod: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/methode`,
  /** The report of a round as it would be published now. */
  report: (roundId: string, edition: 'short' | 'extended' = 'short') =>
    `/rondes/${encodeURIComponent(roundId)}/concept${editionQuery(edition)}`,
  reportFile: (
    roundId: string,
    format: 'pdf' | 'html' | 'docx' | 'json' | 'xlsx' | 'csv' | 'codeboek.csv',
    edition: 'short' | 'extended' = 'short',
  ) => `/rondes/${encodeURIComponent(roundId)}/concept.${format}${editionQuery(edition)}`,
  publication: (id: string) => `/rapport/${encodeURIComponent(id)}`,
  /** `name` as it is kept: what stands behind the dot, or after `uitgebreid.` for the extended edition. */
  publicationFile: (id: string, name: string) =>
    name.startsWith('uitgebreid.')
      ? `/rapport/${encodeURIComponent(id)}/${name}`
      : `/rapport/${encodeURIComponent(id)}.${name}`,
  /** The newest publication of a region. */
  newest: (slug: string) => `/regio/${encodeURIComponent(slug)}`,
}

/** The value of `uitgave` in the address of a report that asks for the extended edition. */
export const EXTENDED = 'uitgebreid'

function editionQuery(edition: 'short' | 'extended'): string {
  return edition === 'extended' ? `?uitgave=${EXTENDED}` : ''
}
