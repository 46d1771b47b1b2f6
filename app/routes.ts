import { index, route } from '@remix-run/route-config'
import type { RouteConfig } from '@remix-run/route-config'

/**
 * Addresses are Dutch and lasting; file names are English. `/vragenlijst/antwoord`, `/healthz`,
 * `/.well-known/security.txt` and `/v/<token>` are answered by the Express server before Remix is reached.
 */
export default [
  index('routes/home.tsx'),
  route('vragenlijst', 'routes/questionnaire-start.tsx'),
  route('vragenlijst/over-u', 'routes/questionnaire-path.tsx'),
  route('vragenlijst/onderdelen', 'routes/questionnaire-tasks.tsx'),
  route('vragenlijst/onderdeel/:pageId', 'routes/questionnaire-page.tsx'),
  route('vragenlijst/controleren', 'routes/questionnaire-check.tsx'),
  route('vragenlijst/verzonden', 'routes/questionnaire-receipt.tsx'),
  route('rondes/:roundId', 'routes/round.tsx'),
  route('rondes/:roundId/resultaten', 'routes/round-results.tsx'),
  route('rapport/:roundId', 'routes/report.tsx'),
  route('privacy', 'routes/privacy.tsx'),
  route('toegankelijkheid', 'routes/accessibility.tsx'),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig
