import { useCallback, useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { fieldName, type TEXT_FIELDS } from '../domain/response/answer.ts'
import type { AnswerChange, DraftAnswer } from '../domain/response/answer.ts'
import { paths } from '../paths.ts'
import { Autosave } from './autosave.ts'
import type { AutosaveState } from './autosave.ts'

/** How long after the last key a text is saved, in milliseconds. */
const TYPING_PAUSE = 800

const nothingYet: AutosaveState = {
  savedAt: null,
  failing: false,
  replacedNewer: false,
  stopped: null,
  problems: {},
  warnings: {},
  conflicts: {},
}

/**
 * Autosave for the form of one page: what React shows of it, and what the form tells it. Texts wait for a pause in
 * typing; whatever waits goes out when the page is left.
 */
export function useAutosave(
  form: RefObject<HTMLFormElement>,
  owner: string,
  answers: Record<string, DraftAnswer>,
) {
  const [state, setState] = useState(nothingYet)
  const autosave = useRef<Autosave | null>(null)

  useEffect(() => {
    const versions = Object.fromEntries(Object.entries(answers).map(([id, { version }]) => [id, version]))
    const queue = new Autosave({
      endpoint: paths.saveAnswer(),
      owner,
      versions,
      read: (itemId, fields) => readChange(form.current, itemId, fields),
      changed: setState,
    })
    autosave.current = queue
    setState(nothingYet)
    // What was filled in before this script ran is in the page and not yet in the database.
    for (const [itemId, field] of changedBeforehand(form.current)) queue.change(itemId, field, 0)

    const flush = () => void queue.flush()
    const retry = () => queue.retryNow()
    const warn = (event: BeforeUnloadEvent) => {
      if (queue.pending) event.preventDefault()
    }
    const hide = () => {
      if (document.visibilityState === 'hidden') flush()
    }
    document.addEventListener('visibilitychange', hide)
    window.addEventListener('pagehide', flush)
    window.addEventListener('online', retry)
    window.addEventListener('beforeunload', warn)
    return () => {
      flush()
      document.removeEventListener('visibilitychange', hide)
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('online', retry)
      window.removeEventListener('beforeunload', warn)
    }
    // A page keeps the versions it was opened with; later ones come from its own saves.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [owner, form])

  const changed = useCallback((itemId: string, field: keyof AnswerChange) => {
    autosave.current?.change(itemId, field, field === 'codes' ? 0 : TYPING_PAUSE)
  }, [])
  /** Before the form itself is sent: it saves everything, and nothing may overtake it. */
  const handOver = useCallback(async () => {
    await autosave.current?.handOver()
  }, [])
  /** The form could not be saved after all: everything on it is waiting again. */
  const takeBack = useCallback(() => {
    for (const [itemId, field] of changedBeforehand(form.current)) autosave.current?.change(itemId, field, 0)
  }, [form])
  const retryNow = useCallback(() => autosave.current?.retryNow(), [])
  /** Of two people's answers one is chosen; the other's is put into the form when it is theirs. */
  const settle = useCallback(
    (itemId: string, current: DraftAnswer, whose: 'mine' | 'theirs') => {
      if (whose === 'theirs') writeAnswer(form.current, itemId, current)
      autosave.current?.settle(itemId, whose)
    },
    [form],
  )
  return { state, changed, handOver, takeBack, retryNow, settle }
}

function readChange(
  form: HTMLFormElement | null,
  itemId: string,
  fields: ReadonlySet<keyof AnswerChange>,
): AnswerChange {
  if (!form) return {}
  const values = new FormData(form)
  const change: AnswerChange = {}
  for (const field of fields) {
    const strings = values.getAll(fieldName(itemId, field)).filter((value) => typeof value === 'string')
    if (!form.elements.namedItem(fieldName(itemId, field))) continue
    if (field === 'codes') change.codes = strings
    else change[field] = strings[0] ?? ''
  }
  return change
}

function writeAnswer(form: HTMLFormElement | null, itemId: string, answer: DraftAnswer): void {
  for (const input of form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea') ??
    []) {
    const [item, field] = input.name.split('.')
    if (item !== itemId || field === 'seen') continue
    if (field === 'codes') (input as HTMLInputElement).checked = answer.codes.includes(input.value)
    else input.value = answer[field as (typeof TEXT_FIELDS)[number]]
  }
}

/** Fields whose content differs from what the server sent. */
function changedBeforehand(form: HTMLFormElement | null): [string, keyof AnswerChange][] {
  const found: [string, keyof AnswerChange][] = []
  for (const input of form?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea') ??
    []) {
    const [itemId, field] = input.name.split('.')
    if (!itemId || !field || field === 'seen') continue
    const box = input instanceof HTMLInputElement && (input.type === 'radio' || input.type === 'checkbox')
    const differs = box ? input.checked !== input.defaultChecked : input.value !== input.defaultValue
    if (differs) found.push([itemId, field as keyof AnswerChange])
  }
  return found
}
