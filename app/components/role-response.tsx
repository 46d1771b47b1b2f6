import type { Headcount } from '../domain/scoring/score.ts'
import { capital, count, counted, percent } from '../text/nl.ts'
import type { RoleResponse as RoleResponseView } from '../usecases/show-response.server.ts'
import type { RoundView } from '../usecases/show-round.server.ts'
import { Notice } from './notice.tsx'

type Role = RoundView['roles'][number]
type Standing = RoleResponseView

/** How one role answers: against how many were asked, whom to call next, and what the response can carry. */
export function RoleResponse(props: { role: Role; open: boolean; standing: Standing | undefined }) {
  const { role, open, standing } = props
  const anonymous = role.anonymity === 'anonymous'
  return (
    <section className="rs-stack" aria-labelledby={`rol-${role.role}`}>
      <h2 className="utrecht-heading-2" id={`rol-${role.role}`}>
        {capital(role.plural)}
      </h2>
      <p className="utrecht-paragraph">
        <strong>{counted(role.sent, 'vragenlijst', 'vragenlijsten')} verzonden</strong>
        {role.invited === null ? '' : ` van ${headcount(role.invited)} uitgenodigd`}
        {share(role.sent, role.invited)}
        {open ? begun(role) : ''}
      </p>
      <p className="utrecht-paragraph rs-quiet">
        {anonymous
          ? `Wie ziet wat? Deze groep antwoordt anoniem. Antwoorden komen pas vrij als de ronde is gesloten. Een cijfer is er vanaf ${role.minimumGroup} mensen.`
          : `Wie ziet wat? Deze groep antwoordt met de naam van de organisatie. Een cijfer is er vanaf ${role.minimumGroup} organisaties.`}
      </p>
      {standing ? <Kit role={role} standing={standing} open={open} /> : null}
      {anonymous ? <Professions role={role} open={open} /> : <Parties role={role} />}
      {anonymous && standing && standing.organisations.groups.length > 0 ? (
        <>
          <Groups
            caption="Antwoord per soort organisatie"
            first="Soort organisatie"
            standing={standing.parties}
            k={role.minimumGroup}
          />
          <Groups
            caption="Antwoord per organisatie"
            first="Organisatie"
            standing={standing.organisations}
            k={role.minimumGroup}
          />
        </>
      ) : null}
    </section>
  )
}

/** Whom to call, whether one organisation outweighs the rest, and what labels to expect. */
function Kit({ role, standing, open }: { role: Role; standing: Standing; open: boolean }) {
  const { missing, dominant } = standing.organisations
  const { strength } = standing
  const named = role.anonymity === 'named'
  const unit = named ? 'organisaties' : 'antwoorden'
  const rest = strength.nextAt === null ? 0 : strength.nextAt - role.sent
  return (
    <>
      <p className="utrecht-paragraph">
        {strength.level === 'none'
          ? `Met zo weinig ${unit} is er nog geen uitkomst. Vanaf ${count(strength.nextAt ?? 0)} ${unit} wel.`
          : null}
        {strength.level === 'tentative'
          ? `Er komt een uitkomst, maar die rust op weinig ${unit}.${
              strength.nextAt === null
                ? ''
                : ` Met ${count(rest)} ${unit} meer kan een duidelijk sterk punt stevig staan.`
            }`
          : null}
        {strength.level === 'firm' ? `Met zoveel ${unit} kan een duidelijk sterk punt stevig staan.` : null}
        {strength.interval !== null && !named
          ? ` Een onderwerp met 75% gunstige antwoorden ligt dan in werkelijkheid tussen ${percent(strength.interval[0])} en ${percent(strength.interval[1])}.`
          : ''}
      </p>
      {open && dominant ? (
        <Notice kind="warning" title="Eén organisatie weegt zwaar">
          <p className="utrecht-paragraph">
            {percent(dominant.share)} van de antwoorden komt van {dominant.title}. De uitkomst zegt dan vooral
            iets over die organisatie. Vraag de andere organisaties nog eens.
          </p>
        </Notice>
      ) : null}
      {open && missing.length > 0 ? (
        <Notice
          kind="info"
          title={
            missing.length === 1
              ? 'Bel deze organisatie'
              : `Bel deze ${missing.length === 2 ? 'twee' : 'drie'} organisaties`
          }
        >
          <ul className="utrecht-unordered-list">
            {missing.map((group) => (
              <li className="utrecht-unordered-list__item" key={group.id}>
                {group.title}:{' '}
                {named
                  ? 'nog niet verzonden.'
                  : `${group.sent === null ? `nog minder dan ${role.minimumGroup}` : count(group.sent)} van ${
                      group.invited === null ? 'onbekend hoeveel' : headcount(group.invited)
                    }.`}
              </li>
            ))}
          </ul>
          <p className="utrecht-paragraph">
            {named
              ? 'Vraag wie de vragenlijst invult en wanneer die klaar is.'
              : 'Vraag of de link is doorgestuurd en of er tijd is om hem in te vullen. Vraag nooit wie al heeft geantwoord.'}
          </p>
        </Notice>
      ) : null}
    </>
  )
}

/** Sent against asked, per group; small groups without a number. */
function Groups(props: { caption: string; first: string; standing: Standing['parties']; k: number }) {
  const { groups, rest } = props.standing
  return (
    <table className="utrecht-table rs-table-blocks">
      <caption className="utrecht-table__caption">{props.caption}</caption>
      <thead className="utrecht-table__header">
        <tr className="utrecht-table__row">
          <th scope="col" className="utrecht-table__header-cell">
            {props.first}
          </th>
          <th scope="col" className="utrecht-table__header-cell rs-number">
            Gevraagd
          </th>
          <th scope="col" className="utrecht-table__header-cell rs-number">
            Verzonden
          </th>
        </tr>
      </thead>
      <tbody className="utrecht-table__body">
        {groups.map((group) => (
          <tr className="utrecht-table__row" key={group.id}>
            <th scope="row" className="utrecht-table__cell">
              {group.title}
            </th>
            <td className="utrecht-table__cell rs-number" data-title="Gevraagd">
              {group.invited === null ? 'onbekend' : headcount(group.invited)}
            </td>
            <td className="utrecht-table__cell rs-number" data-title="Verzonden">
              {group.sent === null
                ? 'te weinig om te tonen'
                : `${count(group.sent)}${share(group.sent, group.invited)}`}
            </td>
          </tr>
        ))}
        {rest !== null ? (
          <tr className="utrecht-table__row">
            <th scope="row" className="utrecht-table__cell">
              Te kleine groepen samen
            </th>
            <td className="utrecht-table__cell rs-number" data-title="Gevraagd" />
            <td className="utrecht-table__cell rs-number" data-title="Verzonden">
              {count(rest)}
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

function Professions({ role, open }: { role: Role; open: boolean }) {
  const shown = role.professions.filter((group) => group.sent !== null)
  if (shown.length === 0 && role.rest === null) {
    return (
      <p className="utrecht-paragraph rs-quiet">
        {open
          ? 'Welke beroepen hebben geantwoord, is te zien als de ronde is gesloten.'
          : 'De groepen zijn te klein om per beroep te laten zien.'}
      </p>
    )
  }
  return (
    <div className="rs-table-scroll rs-prose">
      <table className="utrecht-table">
        <caption className="utrecht-table__caption">Verzonden vragenlijsten per beroep</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              Beroep
            </th>
            <th scope="col" className="utrecht-table__header-cell rs-number">
              Verzonden
            </th>
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {shown.map((group) => (
            <tr className="utrecht-table__row" key={group.id}>
              <th scope="row" className="utrecht-table__cell">
                {capital(group.title)}
              </th>
              <td className="utrecht-table__cell rs-number">{count(group.sent ?? 0)}</td>
            </tr>
          ))}
          {role.rest !== null ? (
            <tr className="utrecht-table__row">
              <th scope="row" className="utrecht-table__cell">
                Andere beroepen samen (elk minder dan {role.minimumGroup})
              </th>
              <td className="utrecht-table__cell rs-number">{count(role.rest)}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}

function Parties({ role }: { role: Role }) {
  const taking = role.parties.filter(takesPart)
  if (taking.length === 0) return null
  return (
    <div>
      <table className="utrecht-table rs-table-blocks">
        <caption className="utrecht-table__caption">Antwoord per soort organisatie</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <th scope="col" className="utrecht-table__header-cell">
              Soort organisatie
            </th>
            <th scope="col" className="utrecht-table__header-cell rs-number">
              Uitgenodigd
            </th>
            <th scope="col" className="utrecht-table__header-cell rs-number">
              Verzonden
            </th>
            <th scope="col" className="utrecht-table__header-cell">
              Wie
            </th>
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {taking.map((party) => (
            <tr className="utrecht-table__row" key={party.id}>
              <th scope="row" className="utrecht-table__cell">
                {party.title}
              </th>
              <td className="utrecht-table__cell rs-number" data-title="Uitgenodigd">
                {party.invited === null ? 'onbekend' : headcount(party.invited)}
              </td>
              <td className="utrecht-table__cell rs-number" data-title="Verzonden">
                {party.sent === null ? 'te klein' : count(party.sent)}
              </td>
              <td className="utrecht-table__cell" data-title="Wie">
                {party.organisations.length > 0
                  ? party.organisations.map(({ name }) => name).join(', ')
                  : 'Nog niemand'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function takesPart({ invited, sent }: Role['parties'][number]): boolean {
  return invited !== 0 || (sent ?? 0) > 0
}

/** How many began and did not send; of few people of an anonymous role only that they are few. */
function begun(role: Role): string {
  if (role.begun === null) return ` · minder dan ${role.minimumGroup} begonnen en nog niet verzonden`
  return role.begun > 0 ? ` · ${count(role.begun)} begonnen en nog niet verzonden` : ''
}

function headcount(value: Headcount): string {
  return typeof value === 'number' ? count(value) : `ongeveer ${count(value.about)}`
}

function share(sent: number, invited: Headcount | null): string {
  const asked = invited === null ? 0 : typeof invited === 'number' ? invited : invited.about
  return asked > 0 ? ` (${percent(sent / asked)})` : ''
}
