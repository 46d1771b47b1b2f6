/**
 * The report as accessible HTML: the body of the stand-alone page and of the page on screen. Class names only, no
 * inline styles or scripts, so that it stands under a strict content security policy; the looks are in `report.css`.
 * Everything is readable without JavaScript, also the evidence (`<details>`).
 */

import { Fragment, type ReactNode } from 'react'
import { contentsOf } from '../domain/report/document.ts'
import type {
  Block,
  Bullet,
  Evidence,
  Inline,
  ReportDocument,
  Sentence,
  TableContent,
} from '../domain/report/document.ts'
import { drawChart } from './chart.ts'

type Looks = {
  document: ReportDocument
  numbers: Map<string, number>
  evidence: Map<string, Evidence>
  /** Finding to the id of the bullet that shows its evidence. */
  bullets: Map<string, string>
  /** Notes that have been referred to: the way back leads to the first reference. */
  referred: Set<string>
}

/** A whole report. Its title is an h1: nothing else on the page is. */
export function ReportArticle({ document }: { document: ReportDocument }): ReactNode {
  const { meta, marks, lead, body, notes, colophon } = document
  const bulletsOf = (blocks: readonly Block[]): Bullet[] =>
    blocks.flatMap((block) =>
      block.kind === 'section' ? bulletsOf(block.blocks) : block.kind === 'findings' ? block.items : [],
    )
  const looks: Looks = {
    document,
    numbers: new Map(notes.map(({ id, number }) => [id, number])),
    // The extended edition has the evidence in a section of its own, to which every bullet leads.
    evidence: new Map(
      meta.edition === 'extended' ? [] : document.evidence.map((each) => [each.finding, each]),
    ),
    bullets: new Map(bulletsOf(body).map(({ finding, id }) => [finding, id])),
    referred: new Set(),
  }
  return (
    <article className="report" lang={meta.language}>
      <header className="report-title">
        {marks.invented && <p className="report-invented">{marks.invented}</p>}
        <h1>{meta.title}</h1>
        <p className="report-lead">{sentences(lead, looks)}</p>
      </header>
      <Contents document={document} />
      {body.map((block, index) => (
        <Fragment key={index}>{renderBlock(block, 2, looks)}</Fragment>
      ))}
      {notes.length > 0 && (
        <section className="report-notes" role="doc-endnotes" aria-labelledby="report-notes">
          <h2 id="report-notes">{marks.notes}</h2>
          <ol>
            {notes.map(({ id, number, content }) => (
              <li key={id} id={noteId(id)} value={number}>
                {inlines(content, looks)}{' '}
                <a
                  href={`#${referenceId(id)}`}
                  role="doc-backlink"
                  aria-label={`${marks.backToText} (${number})`}
                >
                  ↩
                </a>
              </li>
            ))}
          </ol>
        </section>
      )}
      {colophon.length > 0 && (
        <section className="report-colophon" aria-labelledby="report-colophon">
          <h2 id="report-colophon">{marks.colophon}</h2>
          <dl>
            {colophon.map(({ term, content }) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{inlines(content, looks)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <footer className="report-footer">
        <p>{marks.disclaimer}</p>
      </footer>
    </article>
  )
}

/** The extended edition has contents; a short report is read whole. */
function Contents({ document }: { document: ReportDocument }): ReactNode {
  const entries = contentsOf(document)
  if (entries.length === 0) return null
  // The notes and the colophon have ids of their own on a page.
  const target = (id: string) => (id === 'notes' || id === 'colophon' ? `report-${id}` : id)
  return (
    <nav className="report-contents" aria-labelledby="report-contents">
      <h2 id="report-contents">{document.marks.contents}</h2>
      <ul>
        {entries.map(({ id, title, depth }) => (
          <li key={id} className={`report-contents--${depth}`}>
            <a href={`#${target(id)}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const noteId = (id: string) => `note-${id}`
const referenceId = (id: string) => `reference-${id}`

function Heading({ level, id, children }: { level: number; id: string; children: ReactNode }): ReactNode {
  const Tag = `h${Math.min(level, 6)}` as 'h2'
  return <Tag id={id}>{children}</Tag>
}

function renderBlock(block: Block, level: number, looks: Looks): ReactNode {
  switch (block.kind) {
    case 'section':
      return (
        <section className="report-section" aria-labelledby={block.id}>
          <Heading level={level} id={block.id}>
            {block.title}
          </Heading>
          {block.blocks.map((inner, index) => (
            <Fragment key={index}>{renderBlock(inner, level + 1, looks)}</Fragment>
          ))}
        </section>
      )
    case 'paragraph':
      return (
        <>
          <p>{sentences(block.sentences, looks)}</p>
          <SentenceEvidence list={block.sentences} looks={looks} />
        </>
      )
    case 'findings':
      return (
        <div className={`report-findings report-findings--${block.side}`}>
          <Heading level={level} id={block.id}>
            {block.title}
          </Heading>
          {block.items.length === 0 ? (
            <p>{block.none}</p>
          ) : (
            <ul>
              {block.items.map((item) => (
                <li key={item.id} id={item.id}>
                  {sentences(item.sentences, looks)}
                  <BulletEvidence bullet={item} looks={looks} />
                </li>
              ))}
            </ul>
          )}
        </div>
      )
    case 'list': {
      const Tag = block.ordered ? 'ol' : 'ul'
      return (
        <Tag>
          {block.items.map((item, index) => (
            <li key={index}>{sentences(item, looks)}</li>
          ))}
        </Tag>
      )
    }
    case 'table':
      return table(block.id, block, looks)
    case 'chart':
      return (
        <figure className="report-chart" aria-labelledby={`${block.id}-title`}>
          <figcaption id={`${block.id}-title`}>{block.title}</figcaption>
          {/* The drawing is ours, made from the block's figures; text in it is escaped there. */}
          <div dangerouslySetInnerHTML={{ __html: drawChart(block.spec, { alternative: block.alt }) }} />
          <details className="report-chart-figures">
            <summary>{FIGURES}</summary>
            {table(block.id, block.table, looks)}
          </details>
        </figure>
      )
  }
}

const FIGURES = 'De cijfers in een tabel'

function table(id: string, content: TableContent, looks: Looks): ReactNode {
  return (
    <div className="report-table" tabIndex={0} role="region" aria-labelledby={id}>
      <table>
        <caption id={id}>{content.caption}</caption>
        <thead>
          <tr>
            {content.columns.map((column) => (
              <th key={column.id} scope="col" className={`report-cell--${column.align}`}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {content.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => {
                const column = content.columns[place]
                const className = `report-cell--${column?.align ?? 'left'}`
                const text = inlines(cell, looks)
                return column?.header ? (
                  <th key={place} scope="row" className={className}>
                    {text}
                  </th>
                ) : (
                  <td key={place} className={className}>
                    {text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sentences(list: readonly Sentence[], looks: Looks): ReactNode {
  return list.map((sentence, index) => (
    <Fragment key={index}>
      {index > 0 && ' '}
      {inlines(sentence.content, looks)}
    </Fragment>
  ))
}

function inlines(content: readonly Inline[], looks: Looks): ReactNode {
  return content.map((inline, index) => {
    if (typeof inline === 'string') return inline
    switch (inline.kind) {
      case 'strong':
        return <strong key={index}>{inlines(inline.content, looks)}</strong>
      case 'emphasis':
        return <em key={index}>{inlines(inline.content, looks)}</em>
      case 'link':
        return (
          <a key={index} href={inline.href}>
            {inlines(inline.content, looks)}
          </a>
        )
      case 'abbreviation':
        return (
          <abbr key={index} title={inline.full}>
            {inline.text}
          </abbr>
        )
      case 'note':
        return <NoteReference key={index} id={inline.ref} looks={looks} />
    }
  })
}

function NoteReference({ id, looks }: { id: string; looks: Looks }): ReactNode {
  const number = looks.numbers.get(id)
  if (number === undefined) throw new Error(`The report refers to note "${id}", which it does not have`)
  const first = !looks.referred.has(id)
  looks.referred.add(id)
  return (
    <sup>
      <a
        href={`#${noteId(id)}`}
        id={first ? referenceId(id) : undefined}
        role="doc-noteref"
        aria-label={`${looks.document.marks.notes} ${number}`}
      >
        {number}
      </a>
    </sup>
  )
}

const QUESTION = 'Waar blijkt dat uit?'

function BulletEvidence({ bullet, looks }: { bullet: Bullet; looks: Looks }): ReactNode {
  const evidence = looks.evidence.get(bullet.finding)
  if (!evidence) return null
  return (
    <details className="report-evidence">
      <summary>{QUESTION}</summary>
      <FindingEvidence evidence={evidence} looks={looks} />
    </details>
  )
}

/** For running text: what stands at a bullet is linked, what speaks here only is shown here. */
function SentenceEvidence({ list, looks }: { list: readonly Sentence[]; looks: Looks }): ReactNode {
  const findings = [...new Set(list.flatMap((sentence) => sentence.findings))]
  const shown = findings.flatMap((finding) => looks.evidence.get(finding) ?? [])
  if (shown.length === 0) return null
  return (
    <details className="report-evidence">
      <summary>{QUESTION}</summary>
      {shown.map((evidence) => {
        const bullet = looks.bullets.get(evidence.finding)
        return bullet ? (
          <p key={evidence.finding}>
            <a href={`#${bullet}`}>{evidence.text}</a>
          </p>
        ) : (
          <FindingEvidence key={evidence.finding} evidence={evidence} looks={looks} />
        )
      })}
    </details>
  )
}

/** Who was asked what, what they answered and which rule made a finding of it. */
function FindingEvidence({ evidence, looks }: { evidence: Evidence; looks: Looks }): ReactNode {
  return (
    <div className="report-evidence-finding" id={`evidence-${evidence.finding}`}>
      {evidence.source === undefined ? (
        <p>
          <strong>Regel:</strong> {evidence.rule}
          {!evidence.firm && <> ({looks.document.marks.provisional})</>}
        </p>
      ) : (
        <p>
          <strong>Niet uit de vragenlijst.</strong> Bron: {evidence.source}
        </p>
      )}
      {evidence.edit ? (
        <p>
          <strong>De regio schreef deze zin zelf.</strong> Uit de cijfers maakte het programma: “
          {evidence.edit.machine}” Waarom anders: {evidence.edit.reason}
        </p>
      ) : null}
      {evidence.criteria.map((criterion) => (
        <div key={criterion.id} className="report-criterion">
          <p>
            <strong>{criterion.title}</strong>
          </p>
          {criterion.roles.map((role) => (
            <div key={role.role}>
              <p>
                {role.title}: {role.label}
                {role.n === null ? '; te weinig antwoorden om cijfers te tonen' : `; ${answers(role.n)}`}
                {role.p !== null && `, ${percent(role.p)} positief`}
                {role.interval &&
                  ` (betrouwbaar tussen ${percent(role.interval[0])} en ${percent(role.interval[1])})`}
                {role.unknown !== null && role.unknown > 0 && `, ${percent(role.unknown)} weet het niet`}.
              </p>
              {role.items.map((item) =>
                item.n === null ? (
                  <p key={item.id}>
                    Vraag {item.id}: {item.text} Te weinig antwoorden om te tonen.
                  </p>
                ) : (
                  <table key={item.id}>
                    <caption>
                      Vraag {item.id}: {item.text} ({answers(item.n)})
                    </caption>
                    <thead>
                      <tr>
                        <th scope="col">Antwoord</th>
                        <th scope="col" className="report-cell--right">
                          Aantal
                        </th>
                        <th scope="col" className="report-cell--right">
                          Aandeel
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {item.options.map((option) => (
                        <tr key={option.label}>
                          <th scope="row">{option.label}</th>
                          <td className="report-cell--right">{option.count ?? 'niet getoond'}</td>
                          <td className="report-cell--right">
                            {option.share === null ? 'niet getoond' : percent(option.share)}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                ),
              )}
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

const answers = (n: number) => (n === 1 ? '1 antwoord' : `${n} antwoorden`)

/** Whole percents, as Dutch writes them: a share of 0.8125 is "81%". */
const percent = (share: number) => `${Math.round(share * 100)}%`
