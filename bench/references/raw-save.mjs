/** The peer of A1: Express and the same driver, one upsert per request, nothing else: no session, no rules, no checks. */
import express from 'express'
import sqlite3 from 'sqlite3'

const database = new sqlite3.Database(process.env.FILE)
await new Promise((resolve, reject) =>
  database.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
     CREATE TABLE answer (respondent TEXT, item TEXT, codes TEXT, version INTEGER, PRIMARY KEY (respondent, item));`,
    (error) => (error ? reject(error) : resolve()),
  ),
)
const upsert = database.prepare(
  `INSERT INTO answer (respondent, item, codes, version) VALUES (?, ?, ?, 1)
   ON CONFLICT (respondent, item) DO UPDATE SET codes = excluded.codes, version = answer.version + 1
   RETURNING version`,
)

const app = express()
app.disable('x-powered-by')
app.disable('etag')
app.post('/save', express.json(), (request, response) => {
  const { respondent, itemId, codes } = request.body
  // `get` would leave the statement, and with it the write, unfinished until its next use.
  upsert.all([respondent, itemId, codes.join('|')], (error, rows) => {
    if (error) response.status(500).json({ error: error.message })
    else response.json({ kind: 'saved', version: rows[0].version })
  })
})
app.get('/', (_request, response) => response.json({ ok: true }))
app.listen(Number(process.env.PORT), '127.0.0.1')
