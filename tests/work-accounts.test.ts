/** Signing in with a work account, against a real identity provider on this machine. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workAccountsOf } from '../app/work-accounts.server.ts'

const RETURN = 'http://127.0.0.1:1/inloggen/werkaccount/terug'
const CLIENT = { clientId: 'regiospiegel', clientSecret: 'a secret that both sides know' }

const server = createServer()
let issuer = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [RETURN],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['a key of the tests'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@regio.example`, email_verified: id !== 'onbekend' }),
    }),
  })
  const answer = provider.callback()
  server.on('request', (request, response) => void answer(request, response))
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** What a browser does at the provider: fills in its forms and follows it until it sends the browser back. */
async function signInThere(address: string, who: string): Promise<URL> {
  const jar = new Map<string, string>()
  let next = address
  let form: URLSearchParams | null = null
  for (let steps = 0; steps < 12; steps++) {
    const answer: Response = await fetch(next, {
      method: form ? 'POST' : 'GET',
      body: form,
      headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s)
      jar.set(name, value)
    }
    form = null
    const location = answer.headers.get('location')
    if (location) {
      next = new URL(location, next).href
      if (next.startsWith(RETURN)) return new URL(next)
      continue
    }
    const page = await answer.text()
    const action = /<form[^>]+action="([^"]+)"/.exec(page)?.[1]
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (!action || !prompt) throw new Error(`No form: ${page.slice(0, 300)}`)
    next = new URL(action, next).href
    form = new URLSearchParams({ prompt, login: who, password: 'x' })
  }
  throw new Error('The provider never sent the browser back')
}

test('who signs in at the provider comes back as themselves, with a verified e-mail', async () => {
  const accounts = workAccountsOf({ issuer, ...CLIENT })
  const { address, journey } = await accounts.begin(RETURN)
  const asked = new URL(address).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect(asked.get('nonce')).toBe(journey.nonce)
  const back = await signInThere(address, 'anna')
  expect(await accounts.finish(back, journey)).toEqual({
    issuer,
    subject: 'anna',
    email: 'anna@regio.example',
  })
  expect(await accounts.finish(back, journey), 'replayed').toBeNull()
})

test('an e-mail that the provider did not verify is not taken for true', async () => {
  const accounts = workAccountsOf({ issuer, ...CLIENT })
  const { address, journey } = await accounts.begin(RETURN)
  const back = await signInThere(address, 'onbekend')
  expect(await accounts.finish(back, journey)).toEqual({ issuer, subject: 'onbekend', email: null })
})

test('an answer that belongs to another journey, or was changed on the way, signs nobody in', async () => {
  const accounts = workAccountsOf({ issuer, ...CLIENT })
  const mine = await accounts.begin(RETURN)
  const other = await accounts.begin(RETURN)
  const back = await signInThere(mine.address, 'anna')
  expect(await accounts.finish(back, other.journey), 'state of another').toBeNull()
  expect(await accounts.finish(back, { ...mine.journey, verifier: other.journey.verifier })).toBeNull()
  const fresh = await accounts.begin(RETURN)
  const second = await signInThere(fresh.address, 'anna')
  expect(await accounts.finish(second, { ...fresh.journey, nonce: other.journey.nonce })).toBeNull()
  const denied = new URL(`${RETURN}?error=access_denied&state=${other.journey.state}&iss=${issuer}`)
  expect(await accounts.finish(denied, other.journey)).toBeNull()
})

test('a provider that cannot be reached is asked again the next time', async () => {
  const nowhere = workAccountsOf({ issuer: 'http://127.0.0.1:9', ...CLIENT })
  await expect(nowhere.begin(RETURN)).rejects.toThrow()
  await expect(nowhere.begin(RETURN)).rejects.toThrow()
})

test('a provider elsewhere must speak TLS', async () => {
  const plain = workAccountsOf({ issuer: 'http://id.regio.example', ...CLIENT })
  await expect(plain.begin(RETURN)).rejects.toThrow(/HTTPS/i)
})
