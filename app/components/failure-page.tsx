import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { paths } from '../paths.ts'
import { refusalText } from '../text/nl.ts'
import type { RefusalReason } from '../text/nl.ts'
import { PageFrame } from './page-frame.tsx'

/** The page shown when a route refused, found nothing or broke. */
export function FailurePage({ reference }: { reference: string | null }) {
  const error = useRouteError()
  const { title, texts, broken } = describe(error)
  return (
    <PageFrame narrow home={paths.home()}>
      <h1 className="utrecht-heading-1">{title}</h1>
      {texts.map((text) => (
        <p key={text} className="utrecht-paragraph">
          {text}
        </p>
      ))}
      {broken && reference ? (
        <p className="utrecht-paragraph rs-quiet">
          Vraagt u om hulp? Noem dan dit nummer: <strong>{reference}</strong>.
        </p>
      ) : null}
    </PageFrame>
  )
}

export function failureTitle(error: unknown): string {
  return describe(error).title
}

function describe(error: unknown): { title: string; texts: string[]; broken: boolean } {
  if (isRouteErrorResponse(error)) {
    const reason = reasonOf(error.data)
    if (reason)
      return {
        title: refusalText[reason].title,
        texts: [refusalText[reason].text],
        broken: error.status >= 500,
      }
    if (error.status === 404) {
      return {
        title: 'Deze pagina bestaat niet',
        texts: [
          'Controleer of het adres klopt.',
          'Bent u uitgenodigd om een vragenlijst in te vullen? Klik dan op de link in uw uitnodiging.',
        ],
        broken: false,
      }
    }
    if (error.status === 405 || error.status === 400) {
      return { title: refusalText.unreadable.title, texts: [refusalText.unreadable.text], broken: false }
    }
  }
  return {
    title: 'Er ging iets mis',
    texts: [
      'Dit ligt niet aan u. Antwoorden die al waren opgeslagen, zijn bewaard.',
      'Probeer het over een paar minuten nog een keer.',
    ],
    broken: true,
  }
}

function reasonOf(data: unknown): RefusalReason | null {
  if (typeof data !== 'object' || data === null || !('reason' in data)) return null
  const { reason } = data
  return typeof reason === 'string' && reason in refusalText ? (reason as RefusalReason) : null
}
