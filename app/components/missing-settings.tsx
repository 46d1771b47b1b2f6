import type { Installation } from '../domain/installation.ts'
import { Notice } from './notice.tsx'

const SETTINGS: Record<keyof Installation, { name: string; means: string }> = {
  organisation: { name: 'ORGANISATION', means: 'de verantwoordelijke organisatie' },
  contact: { name: 'CONTACT_EMAIL', means: 'het algemene e-mailadres' },
  privacy: { name: 'PRIVACY_CONTACT', means: 'het adres voor privacy, zoals dat van de functionaris' },
  security: { name: 'SECURITY_CONTACT', means: 'het adres om een zwakke plek te melden (security.txt)' },
  accessibility: { name: 'ACCESSIBILITY_CONTACT', means: 'het adres voor toegankelijkheid' },
  hosting: { name: 'HOSTING', means: 'wie de server draait en waar' },
}

/** For the administrator only: what these pages cannot say because nobody filled it in. */
export function MissingSettings({ missing }: { missing: readonly (keyof Installation)[] }) {
  if (missing.length === 0) return null
  return (
    <Notice kind="warning" title="Alleen u ziet dit: nog niet ingevuld">
      <p className="utrecht-paragraph">
        Zet deze instellingen op de server. Tot dan laat deze pagina weg wat niet bekend is.
      </p>
      <ul className="utrecht-unordered-list">
        {missing.map((part) => (
          <li className="utrecht-unordered-list__item" key={part}>
            {SETTINGS[part].means} (<code>{SETTINGS[part].name}</code>)
          </li>
        ))}
      </ul>
    </Notice>
  )
}
