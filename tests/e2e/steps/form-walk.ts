/** Someone without a browser who follows every link and fills in every form, to see what a page does with any text. */

export type Visited = { method: string; path: string; status: number; type: string; body: Buffer }

type Field = { name: string; kind: string; value: string; choices: string[] }
type Found = { action: string; files: boolean; fields: Field[]; buttons: { name: string; value: string }[] }

/** What a walk leaves alone: addresses, and the names or values of buttons and hidden fields. */
export type Leave = { addresses: RegExp; words: RegExp }

/** Walks one site with one cookie; everything that was answered is in `visited`. */
export function formWalk(address: string, cookie: string, leave: Leave) {
  const visited: Visited[] = []
  const posted = new Set<string>()

  async function ask(path: string, body?: FormData): Promise<Visited> {
    const answer = await fetch(new URL(path, address), {
      method: body ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie, 'Sec-Fetch-Site': 'same-origin' },
      ...(body && { body: hasFile(body) ? body : new URLSearchParams(textsOf(body)) }),
    })
    const one = {
      method: body ? 'POST' : 'GET',
      path,
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      body: Buffer.from(await answer.arrayBuffer()),
    }
    visited.push(one)
    return one
  }

  /** Every page that links lead to from here, each address once and of each kind of address at most `most`. */
  async function pages(from: readonly string[], most = 3): Promise<Visited[]> {
    const seen = new Map<string, number>()
    const todo = [...from]
    const known = new Set(todo)
    const found: Visited[] = []
    for (let path = todo.shift(); path !== undefined; path = todo.shift()) {
      const shape = path.replace(/[\da-f]{8}-[\da-f-]{27}/g, ':id').replace(/\?.*/, '')
      const times = seen.get(shape) ?? 0
      if (times >= most || leave.addresses.test(path)) continue
      seen.set(shape, times + 1)
      const page = await ask(path)
      found.push(page)
      for (const link of linksOf(page)) {
        if (!known.has(link)) todo.push(link)
        known.add(link)
      }
    }
    return found
  }

  /** Sends every form of a page: once with `text` in every field, then in one field at a time. */
  async function fillIn(page: Visited, text: string, file: string, depth = 0): Promise<void> {
    for (const form of formsOf(page)) {
      if (leave.addresses.test(form.action) || form.fields.some(({ kind }) => kind === 'password')) continue
      const signature = `${form.action} ${form.fields.map(({ name }) => name).join()}`
      const buttons = form.buttons.filter(({ name, value }) => !leave.words.test(`${name}=${value}`))
      const told = form.fields.filter(({ kind }) => kind === 'hidden').map(({ value }) => value)
      if (posted.has(signature) || told.some((value) => leave.words.test(`=${value}`))) continue
      if (form.buttons.length > 0 && buttons.length === 0) continue
      posted.add(signature)
      const written = form.fields.filter(({ kind }) => kind === 'text')
      const tries = [null, ...(written.length > 1 ? written : [])]
      for (const button of buttons.length > 0 ? buttons : [null]) {
        for (const only of tries) {
          for (const choice of form.fields.some(({ choices }) => choices.length > 1) ? [0, 1] : [0]) {
            const body = filledIn(form, { text, file, only, choice, button })
            const answer = await ask(form.action, body)
            if (depth < 2 && answer.status < 500) await fillIn(answer, text, file, depth + 1)
          }
        }
      }
    }
  }

  return { visited, ask, pages, fillIn }
}

function filledIn(
  form: Found,
  how: {
    text: string
    file: string
    only: Field | null
    choice: number
    button: { name: string; value: string } | null
  },
): FormData {
  const body = new FormData()
  for (const field of form.fields) {
    const { name, kind, value, choices } = field
    if (kind === 'file') body.append(name, new File([how.file], 'lijst.csv', { type: 'text/csv' }))
    else if (kind === 'choice') body.append(name, choices[how.choice % choices.length] ?? value)
    else if (kind === 'text' && (how.only === null || how.only === field)) body.append(name, how.text)
    else if (kind === 'text') body.append(name, value === '' ? '12' : value)
    else body.append(name, value)
  }
  if (how.button) body.append(how.button.name, how.button.value)
  return body
}

function hasFile(body: FormData): boolean {
  return [...body.values()].some((value) => typeof value !== 'string')
}

function textsOf(body: FormData): [string, string][] {
  return [...body]
    .flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
    .map(([name, value]) => [name, value])
}

function linksOf(page: Visited): string[] {
  if (!page.type.startsWith('text/html')) return []
  return [...page.body.toString().matchAll(/ (?:href|src)="(\/[^"#]*)/g)]
    .map(([, path]) => unescaped(path ?? ''))
    .filter((path) => !path.startsWith('//') && !/^\/(assets|favicon)/.test(path))
}

function formsOf(page: Visited): Found[] {
  if (!page.type.startsWith('text/html')) return []
  return [...page.body.toString().matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(
    ([, own = '', inside = '']) => {
      if (attribute(own, 'method') !== 'post') return []
      const action = attribute(own, 'action') ?? page.path
      const fields = new Map<string, Field>()
      const buttons: Found['buttons'] = []
      const tags = /<(input|textarea|select|button)([^>]*?)\/?>(?:([\s\S]*?)<\/(?:textarea|select|button)>)?/g
      for (const [, tag, attributes = '', content = ''] of inside.matchAll(tags)) {
        const name = attribute(attributes, 'name')
        const type = attribute(attributes, 'type') ?? tag ?? ''
        if (name === null) continue
        const value = tag === 'textarea' ? unescaped(content.trim()) : (attribute(attributes, 'value') ?? '')
        if (tag === 'button') buttons.push({ name, value })
        else if (tag === 'select') {
          const options = [...content.matchAll(/<option([^>]*)>/g)].map(
            ([, one]) => attribute(one ?? '', 'value') ?? '',
          )
          const chosen = options.filter((one) => one !== '')
          fields.set(name, { name, kind: 'choice', value: chosen[0] ?? '', choices: chosen })
        } else if (type === 'radio' || type === 'checkbox') {
          const known = fields.get(name)
          const choices = [...(known?.choices ?? []), value || 'on']
          fields.set(name, { name, kind: 'choice', value: choices[0] ?? '', choices })
        } else {
          const kind =
            type === 'hidden' || type === 'file' || type === 'password'
              ? type
              : /^(text|textarea|search)$/.test(type)
                ? 'text'
                : 'fixed'
          fields.set(name, { name, kind, value: kind === 'fixed' ? usual(type, value) : value, choices: [] })
        }
      }
      return [{ action, files: inside.includes('type="file"'), fields: [...fields.values()], buttons }]
    },
  )
}

function usual(type: string, value: string): string {
  if (value !== '') return value
  return (
    { email: 'bram@voorbeeld.nl', date: '2027-01-15', number: '12', url: 'https://voorbeeld.nl/' }[type] ?? ''
  )
}

function attribute(text: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)
  return found ? unescaped(found[1] ?? '') : null
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}
