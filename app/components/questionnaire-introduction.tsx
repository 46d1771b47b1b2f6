import { counted, longDate } from '../text/nl.ts'
import { WhoSees } from './who-sees.tsx'

/** What everybody reads before the first question: who asks, why, how long it takes, and who sees the answers. */
export function QuestionnaireIntroduction(view: {
  askedBy: string
  label: string
  scope: string
  minutes: number | null
  /** How many questions come, as a sentence. */
  questions: string
  lastDay: string
  /** By which link one goes on later. */
  again: string
  promise: readonly string[]
}) {
  return (
    <>
      <dl className="rs-facts rs-facts--wide">
        <div>
          <dt>Wie vraagt dit?</dt>
          <dd>{view.askedBy}</dd>
        </div>
        <div>
          <dt>Waarom?</dt>
          <dd>
            <p>
              De regio wil weten wat goed gaat en wat beter kan. Uw antwoorden komen samen in een rapport over
              de regio.
            </p>
            <p>De vragen zijn {view.label}.</p>
          </dd>
        </div>
        <div>
          <dt>Over wie gaat het?</dt>
          <dd>{view.scope}</dd>
        </div>
        <div>
          <dt>Hoe lang duurt het?</dt>
          <dd>
            <p>
              {view.minutes === null ? '' : `Ongeveer ${counted(view.minutes, 'minuut', 'minuten')}. `}
              {view.questions}
            </p>
            <p>
              Elk antwoord wordt meteen bewaard. U kunt stoppen en later verdergaan met {view.again}, ook op
              een ander apparaat.
            </p>
          </dd>
        </div>
        <div>
          <dt>Tot wanneer?</dt>
          <dd>Tot en met {longDate(view.lastDay)}.</dd>
        </div>
        <div>
          <dt>Hebt u een vraag?</dt>
          <dd>
            Stel uw vraag aan degene die u heeft uitgenodigd. Het antwoordadres staat in de uitnodiging.
          </dd>
        </div>
      </dl>
      <WhoSees promise={view.promise} />
    </>
  )
}
