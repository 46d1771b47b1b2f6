/** Answers sent by a load, and what must then be in the database. */
import { openDatabase } from '../db/client.ts'

/**
 * What is sent, and what must then be in the database. Each connection has respondents of its own and sends their
 * answers one after another, as a page does, so that the last acknowledged answer is the one that stays.
 */
export class Saves {
  #kept = new Map()
  #respondents
  #items
  #at
  #perConnection

  constructor(respondents, items, connections) {
    this.#respondents = respondents
    this.#items = items
    this.#at = Array.from({ length: connections }, () => 0)
    this.#perConnection = respondents.length / connections
  }

  next(connection) {
    const step = this.#at[connection]++
    const respondent = this.#respondents[connection * this.#perConnection + (step % this.#perConnection)]
    const item = this.#items[Math.floor(step / this.#perConnection) % this.#items.length]
    const option = item.options[(step + connection) % item.options.length]
    const key = `${respondent.id} ${item.id}`
    return {
      respondent,
      itemId: item.id,
      codes: [option.code],
      key,
      version: this.#kept.get(key)?.version ?? 0,
    }
  }

  acknowledge(save, body) {
    const { kind, version } = JSON.parse(body)
    if (kind !== 'saved') throw new Error(`Not saved: ${body}`)
    this.#kept.set(save.key, { codes: save.codes[0], version })
  }

  /** Throws when an acknowledged answer is not there. `vault` opens the product's file; the peer's needs none. */
  async verify(file, vault) {
    const db = await openDatabase({ kind: 'sqlite', path: file })
    try {
      const kept = vault
        ? await productRows(db, vault)
        : await db.kysely.selectFrom('answer').selectAll().execute()
      if (kept.length < this.#kept.size)
        throw new Error(`${this.#kept.size} answers were acknowledged, ${kept.length} are kept.`)
      const byKey = new Map(kept.map((row) => [`${row.respondent} ${row.item}`, row]))
      for (const [key, acknowledged] of this.#kept) {
        const row = byKey.get(key)
        const { codes, version } = acknowledged
        // Later: a save that was kept, but cut off before it could be acknowledged.
        if (!row || row.version < version || (row.version === version && row.codes !== codes))
          throw new Error(
            `${key} is ${JSON.stringify(row)}, acknowledged was ${JSON.stringify(acknowledged)}.`,
          )
      }
      return this.#kept.size
    } finally {
      await db.close()
    }
  }
}

async function productRows(db, vault) {
  const rows = await db.kysely.selectFrom('draft_answer').selectAll().execute()
  return rows.map((row) => ({
    respondent: row.invitation_id,
    item: vault.open(row.item),
    codes: vault.open(row.codes),
    version: row.version,
  }))
}
