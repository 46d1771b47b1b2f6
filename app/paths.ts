/** English names for the Dutch addresses; no address is written out anywhere else. */
export const paths = {
  home: () => '/',
  privacy: () => '/privacy',
  accessibility: () => '/toegankelijkheid',
  securityTxt: () => '/.well-known/security.txt',

  /** A respondent's personal link. */
  invitation: (token: string) => `/v/${encodeURIComponent(token)}`,
  questionnaire: () => '/vragenlijst',
  questionnairePath: () => '/vragenlijst/over-u',
  questionnaireTasks: () => '/vragenlijst/onderdelen',
  questionnairePage: (pageId: string) => `/vragenlijst/onderdeel/${encodeURIComponent(pageId)}`,
  questionnaireCheck: () => '/vragenlijst/controleren',
  questionnaireReceipt: () => '/vragenlijst/verzonden',
  /** JSON endpoint in the Express server: one answer, saved at once. */
  saveAnswer: () => '/vragenlijst/antwoord',

  /** `next` is where to go afterwards: a path of our own. */
  signIn: (next?: string) =>
    next && next !== '/' ? `/inloggen?verder=${encodeURIComponent(next)}` : '/inloggen',

  round: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}`,
  roundResults: (roundId: string) => `/rondes/${encodeURIComponent(roundId)}/resultaten`,
  report: (roundId: string) => `/rapport/${encodeURIComponent(roundId)}`,
  reportFile: (roundId: string, format: 'pdf' | 'html' | 'json') =>
    `/rapport/${encodeURIComponent(roundId)}.${format}`,
}
