/** The reference page for F1: nine questions of five radios in govuk-frontend, with its styles, script and fonts, gzipped. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const dist = join(import.meta.dirname, '..', 'node_modules', 'govuk-frontend', 'dist', 'govuk')
const options = ['Helemaal niet', 'Een beetje', 'Grotendeels', 'Helemaal', 'Weet ik niet']

const group = (number) => `<div class="govuk-form-group"><fieldset class="govuk-fieldset">
<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Vraag ${number}: ik heb genoeg tijd om met mijn cliënten over leefstijl te praten</legend>
<div class="govuk-radios" data-module="govuk-radios">${options
  .map(
    (label, index) => `<div class="govuk-radios__item">
<input class="govuk-radios__input" id="q${number}-${index}" name="q${number}" type="radio" value="${index}">
<label class="govuk-label govuk-radios__label" for="q${number}-${index}">${label}</label></div>`,
  )
  .join('')}</div></fieldset></div>`

const page = `<!DOCTYPE html><html lang="nl" class="govuk-template"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><title>Vragenlijst</title>
<link rel="stylesheet" href="/govuk-frontend.min.css"></head><body class="govuk-template__body">
<div class="govuk-width-container"><main class="govuk-main-wrapper"><h1 class="govuk-heading-l">Thema 1</h1>
<form method="post" novalidate>${Array.from({ length: 9 }, (_, index) => group(index + 1)).join('')}
<button type="submit" class="govuk-button" data-module="govuk-button">Verder</button></form></main></div>
<script type="module" src="/start.js"></script></body></html>`

const text = (type, body) => ({ type, body: gzipSync(body), encoding: 'gzip' })
const files = new Map([
  ['/', text('text/html; charset=utf-8', page)],
  ['/govuk-frontend.min.css', text('text/css', readFileSync(join(dist, 'govuk-frontend.min.css')))],
  ['/govuk-frontend.min.js', text('text/javascript', readFileSync(join(dist, 'govuk-frontend.min.js')))],
  [
    '/start.js',
    text(
      'text/javascript',
      "document.body.classList.add('js-enabled','govuk-frontend-supported');import('/govuk-frontend.min.js').then((m)=>m.initAll())",
    ),
  ],
])
for (const font of ['light-94a07e06a1-v2.woff2', 'bold-b542beb274-v2.woff2'])
  files.set(`/assets/fonts/${font}`, {
    type: 'font/woff2',
    body: readFileSync(join(dist, 'assets', 'fonts', font)),
  })

createServer((request, response) => {
  const file = files.get(request.url ?? '')
  if (!file) return response.writeHead(404).end()
  response.writeHead(200, {
    'content-type': file.type,
    'content-length': file.body.length,
    ...(file.encoding && { 'content-encoding': file.encoding }),
  })
  response.end(file.body)
}).listen(Number(process.env.PORT), '127.0.0.1')
