import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { FINDING_LENGTH } from '../domain/report/finding-length.ts'
import type { Side } from '../domain/scoring/score.ts'
import type { FindingsPage, ShownFinding } from '../findings-page.server.ts'
import { count, longMoment } from '../text/nl.ts'
import { reactionText } from '../text/studio.ts'
import type { FormError } from './error-summary.tsx'
import { ChoiceField, SelectField, TextArea, TextField } from './form-field.tsx'

/** What came back when the form about this finding was refused: what is wrong, and what stood in it. */
export type Refused = { errors: readonly FormError[]; posted: Partial<Record<string, string>> } | null

/** The form that adds a finding; its fields begin with this. */
export const NEW_FINDING = 'nieuw'

/** What stood in a field when the form was refused. */
function postedIn(refused: Refused, id: string, field: string): string | undefined {
  return refused?.posted[`${id}.${field}`]
}

/** A form about one finding; `seen` is the version that whoever fills it in has before them. */
function FindingForm(props: { id: string; seen: number; anchor?: string; children: ReactNode }) {
  return (
    <Form method="post" noValidate className="rs-form" id={props.anchor}>
      <input type="hidden" name="finding" value={props.id} />
      <input type="hidden" name="seen" value={props.seen} />
      {props.children}
    </Form>
  )
}

/** Takes a proposal over, writes it anew or drops it. */
export function Decide({ finding, refused }: { finding: ShownFinding; refused: Refused }) {
  const { id } = finding
  const errors = refused?.errors ?? []
  return (
    <FindingForm id={id} seen={finding.seen}>
      <input type="hidden" name="hash" value={finding.hash} />
      <ChoiceField
        id={`${id}.decision`}
        label="Wat doet u met deze bevinding?"
        errors={errors}
        options={[
          { value: 'accept', text: 'Overnemen zoals voorgesteld' },
          { value: 'rewrite', text: 'Anders opschrijven' },
          { value: 'drop', text: 'Schrappen' },
        ]}
        defaultValue={postedIn(refused, id, 'decision') ?? finding.decision ?? 'accept'}
      />
      <TextArea
        id={`${id}.text`}
        label="Uw eigen zin"
        hint={`Alleen als u de bevinding anders opschrijft. Hooguit ${count(FINDING_LENGTH)} tekens.`}
        rows={4}
        errors={errors}
        defaultValue={postedIn(refused, id, 'text') ?? finding.text}
      />
      <TextField
        id={`${id}.reason`}
        label="Waarom?"
        hint="Nodig als u iets herschrijft of schrapt. Bij een herschreven zin kan iedereen dit in het rapport lezen."
        errors={errors}
        defaultValue={postedIn(refused, id, 'reason') ?? ''}
      />
      <div className="rs-actions">
        <Submit intent="decide" text="Bewaar" about={finding.text} />
      </div>
    </FindingForm>
  )
}

/** Changes a finding that somebody added, or takes it away. */
export function ChangeAdded({ finding, refused }: { finding: ShownFinding; refused: Refused }) {
  const { id } = finding
  return (
    <FindingForm id={id} seen={finding.seen}>
      <OwnFinding id={id} refused={refused} text={finding.text} source={finding.source} />
      <div className="rs-actions">
        <Submit intent="change" text="Bewaar" about={finding.text} />
        <Submit intent="remove" text="Haal weg" about={finding.text} quiet />
      </div>
    </FindingForm>
  )
}

/** Who takes a point for improvement up, and by when. */
export function FollowUp({ finding, refused }: { finding: ShownFinding; refused: Refused }) {
  const { id, followUp } = finding
  const errors = refused?.errors ?? []
  return (
    <FindingForm id={id} seen={followUp.seen}>
      <TextField
        id={`${id}.owner`}
        label="Wie pakt dit op?"
        hint="Een organisatie of functie. Leeg betekent: nog af te spreken."
        errors={errors}
        defaultValue={postedIn(refused, id, 'owner') ?? followUp.owner}
      />
      <TextField
        id={`${id}.day`}
        label="Uiterlijk wanneer?"
        type="date"
        short
        errors={errors}
        defaultValue={postedIn(refused, id, 'day') ?? followUp.day}
      />
      <div className="rs-actions">
        <Submit intent="follow-up" text="Bewaar afspraak" about={finding.text} />
      </div>
    </FindingForm>
  )
}

/** Adds a finding that does not follow from the answers. */
export function AddFinding(props: Pick<FindingsPage, 'themes' | 'headings'> & { refused: Refused }) {
  const { themes, headings, refused } = props
  const errors = refused?.errors ?? []
  const sides: readonly Side[] = ['good', 'better']
  return (
    <section className="rs-prose rs-stack" aria-labelledby="toevoegen">
      <h2 className="utrecht-heading-2" id="toevoegen">
        Zelf een bevinding toevoegen
      </h2>
      <p className="utrecht-paragraph">
        Voor iets wat niet uit de vragenlijst blijkt, maar wel uit een andere bron. Die bron komt erbij te
        staan.
      </p>
      <FindingForm id={NEW_FINDING} seen={0} anchor={NEW_FINDING}>
        <SelectField
          id={`${NEW_FINDING}.theme`}
          label="Thema"
          empty="Kies een thema"
          errors={errors}
          options={themes.map(({ id, title }) => ({ value: id, text: title }))}
          defaultValue={postedIn(refused, NEW_FINDING, 'theme')}
        />
        <ChoiceField
          id={`${NEW_FINDING}.side`}
          label="Onder welke kop?"
          errors={errors}
          options={sides.map((side) => ({ value: side, text: headings[side] }))}
          defaultValue={postedIn(refused, NEW_FINDING, 'side')}
        />
        <OwnFinding id={NEW_FINDING} refused={refused} text="" source="" />
        <div className="rs-actions">
          <Submit intent="add" text="Voeg toe" />
        </div>
      </FindingForm>
    </section>
  )
}

function OwnFinding(props: { id: string; refused: Refused; text: string; source: string }) {
  const { id, refused } = props
  const errors = refused?.errors ?? []
  return (
    <>
      <TextArea
        id={`${id}.text`}
        label="De bevinding, als hele zin"
        hint={`Hooguit ${count(FINDING_LENGTH)} tekens.`}
        rows={4}
        errors={errors}
        defaultValue={postedIn(refused, id, 'text') ?? props.text}
      />
      <TextField
        id={`${id}.source`}
        label="Waar blijkt dat uit?"
        hint="Bijvoorbeeld: verslag van de projectgroep, 3 april 2026."
        errors={errors}
        defaultValue={postedIn(refused, id, 'source') ?? props.source}
      />
    </>
  )
}

/** What parties said in the hearing, and the coordinator's answer. */
export function Reactions(props: {
  reactions: ShownFinding['reactions']
  finding: string
  mayChange: boolean
}) {
  const { reactions, finding, mayChange } = props
  if (reactions.length === 0) return null
  return (
    <ul className="rs-link-list" role="list">
      {reactions.map((reaction) => (
        <li className="rs-stack rs-finding__reaction" key={reaction.subject}>
          <p className="utrecht-paragraph">
            <strong>{reaction.party}</strong>: {reactionText[reaction.kind]}
            {reaction.text === '' ? '' : ` “${reaction.text}”`}{' '}
            <span className="rs-quiet">({longMoment(reaction.at)})</span>
          </p>
          {reaction.answer === '' ? null : (
            <p className="utrecht-paragraph">Uw antwoord: “{reaction.answer}”</p>
          )}
          {mayChange ? (
            <details className="rs-details">
              <summary>
                {reaction.answer === '' ? 'Antwoord geven' : 'Antwoord aanpassen'}
                <span className="rs-visually-hidden"> aan {reaction.party}</span>
              </summary>
              <Form method="post" className="rs-details__body rs-form">
                <input type="hidden" name="finding" value={finding} />
                <input type="hidden" name="subject" value={reaction.subject} />
                <input type="hidden" name="seen" value={reaction.seen} />
                <TextArea
                  id={`antwoord-${reaction.subject.replaceAll(' ', '-')}`}
                  name="answer"
                  label="Antwoord"
                  hint="Dit komt bij de reactie in het rapport."
                  rows={3}
                  errors={[]}
                  defaultValue={reaction.answer}
                />
                <div className="rs-actions">
                  <Submit intent="answer" text="Bewaar antwoord" about={reaction.party} />
                </div>
              </Form>
            </details>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** A button that says what it does to what. */
export function Submit(props: { intent: string; text: ReactNode; about?: string; quiet?: boolean }) {
  return (
    <button
      className={`utrecht-button utrecht-button--${props.quiet ? 'secondary' : 'primary'}-action rs-button`}
      type="submit"
      name="intent"
      value={props.intent}
    >
      {props.text}
      {props.about ? <span className="rs-visually-hidden">: {props.about.slice(0, 60)}</span> : null}
    </button>
  )
}
