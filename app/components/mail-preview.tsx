import type { FilledMail } from '../domain/round/mail-template.ts'

/** A mail as it will arrive. The link is shown and not made one: an example opens nothing. */
export function MailPreview({ mail, replyTo }: { mail: FilledMail; replyTo: string | null }) {
  return (
    <div className="rs-mail">
      <dl className="rs-mail__head">
        <div>
          <dt>Onderwerp</dt>
          <dd>{mail.subject}</dd>
        </div>
        {replyTo === null ? null : (
          <div>
            <dt>Antwoord aan</dt>
            <dd>{replyTo}</dd>
          </div>
        )}
      </dl>
      {mail.paragraphs.map((lines, index) => (
        <p className="utrecht-paragraph" key={index}>
          {lines.map((line, place) => (
            <span className="rs-mail__line" key={place}>
              {line === mail.address ? <span className="rs-mail__link">{line}</span> : line}
            </span>
          ))}
        </p>
      ))}
    </div>
  )
}
