import { Notice } from './notice.tsx'

/** A link that was just made: shown this once, to be sent by whoever made it. */
export function OneTimeLinkNotice({
  name,
  email,
  address,
}: {
  name: string
  email: string
  address: string
}) {
  return (
    <Notice kind="ok" title={`Stuur deze link zelf aan ${name}`} role="status">
      <p className="utrecht-paragraph">
        Met deze link kiest {name} een wachtwoord. De link werkt één keer, en u ziet hem alleen nu. Stuur hem
        naar {email} en naar niemand anders.
      </p>
      <p className="utrecht-paragraph rs-secret">{address}</p>
    </Notice>
  )
}
