import type { LoaderFunctionArgs } from '@remix-run/node'
import { lastDay, TIME_ZONE, today } from '../domain/round/round.ts'
import { fileName, requireOpenLink } from '../open-link-files.server.ts'
import { posterPdf } from '../render/poster.server.ts'
import { counted, longDate } from '../text/nl.ts'

/** The poster of one organisation, to print. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { round, role, minutes, organisation, address, qr } = await requireOpenLink(args)
  const until = longDate(lastDay(round.closesAt, TIME_ZONE))
  const bytes = posterPdf({
    title: 'Vult u de vragenlijst in?',
    lead: `${round.title}: voor ${role.plural} van ${organisation.name} in ${round.region.title}`,
    qr: { ...qr, alt: `QR-code die leidt naar ${address}` },
    address: address.replace(/^https?:\/\//, ''),
    steps: [
      'Scan de code met de camera van uw telefoon, of typ het adres over.',
      'Lees wie uw antwoorden ziet en druk op ‘Begin’.',
      minutes === null
        ? 'Vul de vragenlijst in. U kunt stoppen en later verdergaan.'
        : `Vul de vragenlijst in. Dat duurt ongeveer ${counted(minutes, 'minuut', 'minuten')}; u kunt stoppen en later verdergaan.`,
    ],
    facts: [
      {
        title: 'Wie ziet wat u antwoordt?',
        text: 'Niemand ziet uw antwoorden los: alleen uitkomsten van een groep zijn te zien.',
      },
      { title: 'Tot wanneer?', text: `Tot en met ${until}.` },
    ],
    foot: `Deze vragenlijst is van ${round.askedBy}.`,
    invented: round.region.invented ? 'Voorbeeld: deze regio is verzonnen.' : null,
    date: today(args.context.app.now()),
  })
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="poster-${fileName(organisation.name)}.pdf"`,
      'Cache-Control': 'no-store',
    },
  })
}
