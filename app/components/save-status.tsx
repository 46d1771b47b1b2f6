import { refusalText, clockTime } from '../text/nl.ts'
import type { AutosaveState } from './autosave.ts'

/** Says that the answers are safe, or that they are not yet and what to do: read out by a screen reader. */
export function SaveStatus({ state }: { state: AutosaveState }) {
  return (
    <span className={`rs-saved${state.failing ? ' rs-saved--failed' : ''}`} role="status">
      {state.stopped
        ? ''
        : state.failing
          ? 'Nog niet opgeslagen'
          : state.savedAt
            ? `Opgeslagen om ${clockTime(state.savedAt)}`
            : ''}
    </span>
  )
}

/** What the reader should do about saving, when there is something to do. */
export function SaveNotices(props: { state: AutosaveState; otherTab: boolean; retry: () => void }) {
  const { state } = props
  return (
    <div className="rs-stack" role="alert">
      {state.stopped ? (
        <div className="utrecht-alert utrecht-alert--error rs-notice">
          <p className="utrecht-heading-3">{refusalText[state.stopped].title}</p>
          <p className="utrecht-paragraph">{refusalText[state.stopped].text}</p>
        </div>
      ) : null}
      {state.failing ? (
        <div className="utrecht-alert utrecht-alert--error rs-notice">
          <p className="utrecht-heading-3">Uw laatste antwoord is nog niet opgeslagen</p>
          <p className="utrecht-paragraph">
            Laat deze pagina open en controleer uw internet. Wij proberen het steeds opnieuw. U kunt gewoon
            verder invullen.
          </p>
          <button
            className="utrecht-button utrecht-button--secondary-action rs-button"
            type="button"
            onClick={props.retry}
          >
            Nu opnieuw proberen
          </button>
        </div>
      ) : null}
      {state.replacedNewer || props.otherTab ? (
        <div className="utrecht-alert utrecht-alert--warning rs-notice">
          <p className="utrecht-heading-3">Deze vragenlijst is op nog een plek open</p>
          <p className="utrecht-paragraph">
            In een ander tabblad of op een ander apparaat. Wat u het laatst invult, telt. Sluit liever een van
            de twee.
          </p>
        </div>
      ) : null}
    </div>
  )
}
