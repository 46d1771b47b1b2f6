import { expect, test } from 'vitest'
import { ownForm } from '../../app/respondent.server.ts'

test('a body that is no form, or a broken one, is the sender’s fault and not ours: 400', async () => {
  for (const [type, body] of [
    ['application/json', '{}'],
    ['multipart/form-data; boundary=x', 'kapot'],
    ['text/plain', 'a=1'],
  ] as const) {
    const request = new Request('http://localhost/', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    })
    await expect(ownForm(request, 'p-0'), type).rejects.toMatchObject({ init: { status: 400 } })
  }
})
