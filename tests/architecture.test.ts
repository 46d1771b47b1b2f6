/** The shape of the code: what must be zero is a test, the rest is printed for whoever wonders where to cut. */

import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { allCriteria, allItems } from '../app/domain/framework/framework.ts'
import { loadFrameworks } from '../app/frameworks.server.ts'

const product = ['app', 'db']

/** Ids that mean something else in one part of the code: the word, and where it is not the framework's. */
const otherMeanings: [word: string, path: RegExp][] = [
  // The key of a structure element's type, and the content stream's operators (ISO 32000).
  ['S', /^app\/render\/pdf\//],
]

type Source = { path: string; text: string; tree: ts.SourceFile }

const sources: Source[] = product.flatMap(codeFiles).map((path) => {
  const text = readFileSync(path, 'utf8')
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
})

test('no module needs itself through others', () => {
  const needs = new Map(sources.map(({ path, tree }) => [path, relativeImports(path, tree)]))
  expect(cycles(needs)).toEqual([])
})

test('no value escapes the type checker through any', () => {
  const found = sources.flatMap(({ path, tree }) =>
    nodesOf(tree)
      .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
      .map((node) => place(path, tree, node)),
  )
  expect(found).toEqual([])
})

test('no file only hands on what stands elsewhere', () => {
  const barrels = sources.filter(
    ({ path, tree }) =>
      /^index\.tsx?$/.test(basename(path)) ||
      (tree.statements.length > 0 &&
        tree.statements.every(
          (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined,
        )),
  )
  expect(barrels.map(({ path }) => path)).toEqual([])
})

test('no route, component or server file touches the database', () => {
  const touching = sources.filter(
    ({ path, tree }) =>
      /^app\/(routes|components|server)\//.test(path) &&
      relativeImports(path, tree).some((needed) => needed.startsWith('db/')),
  )
  expect(touching.map(({ path }) => path)).toEqual([])
})

test('no word of any framework stands in the code', async () => {
  const { list } = await loadFrameworks()
  const ids = new Map<string, string>()
  const titles = new Map<string, string>()
  for (const framework of list()) {
    const name = framework.id
    ids.set(framework.id, name)
    titles.set(framework.title, name)
    const named = [...framework.themes, ...framework.themes.flatMap(({ norms }) => norms)]
    const people = framework.roles.flatMap(({ professions }) => professions)
    for (const { id, title } of [
      ...named,
      ...allCriteria(framework),
      ...framework.roles,
      ...framework.parties,
      ...people,
    ]) {
      ids.set(id, name)
      titles.set(title, name)
    }
    for (const { id } of [...allItems(framework), ...framework.roles.flatMap(({ routes }) => routes)])
      ids.set(id, name)
    for (const { bullet } of allCriteria(framework)) if (bullet) ids.set(bullet, name)
  }
  expect(ids.size, 'frameworks were read').toBeGreaterThan(40)

  const found = sources.flatMap(({ path, tree }) =>
    literals(tree).flatMap(({ node, text }) => {
      const word = text.trim()
      if (otherMeanings.some(([other, where]) => word === other && where.test(path))) return []
      const owner = ids.get(word) ?? titles.get(word) ?? within(titles, word)
      return owner ? [`${place(path, tree, node)} "${word}" belongs to ${owner}`] : []
    }),
  )
  expect(found).toEqual([])
})

test('every note to do something later names its issue', () => {
  // Written so that this file does not find itself.
  const later = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X'.repeat(3)].join('|')})\\b(?!.*#\\d)`)
  const found = [
    ...sources.map(({ path }) => path),
    ...['tests', 'scripts', 'bench'].flatMap(codeFiles),
  ].flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, index) => (later.test(line) ? [`${path}:${index + 1}`] : [])),
  )
  expect(found).toEqual([])
})

test('no folder is a drawer for what has no name', () => {
  const drawers = new Set(
    'utils util helpers helper common misc lib libs shared core services service managers'.split(' '),
  )
  const folders = new Set(
    [...sources.map(({ path }) => path), ...['tests', 'scripts', 'bench'].flatMap(codeFiles)].flatMap(
      (path) => dirname(path).split('/'),
    ),
  )
  expect([...folders].filter((folder) => drawers.has(folder))).toEqual([])
})

test('the code lies at most four folders deep', () => {
  expect(sources.map(({ path }) => path).filter((path) => path.split('/').length > 5)).toEqual([])
})

test('the shape of the code is printed', () => {
  const lines = sources
    .map(({ path, text }) => ({ path, length: text.split('\n').length }))
    .sort((a, b) => a.length - b.length)
  const at = (share: number) =>
    lines[Math.min(lines.length - 1, Math.floor(lines.length * share))]?.length ?? 0
  const long = lines.filter(({ length }) => length > 300)
  const total = lines.reduce((sum, { length }) => sum + length, 0)
  process.stdout.write(
    `shape: ${lines.length} files, ${total} lines, median ${at(0.5)}, p90 ${at(0.9)}, over 300: ${
      long.map(({ path, length }) => `${path} (${length})`).join(', ') || 'none'
    }\n`,
  )
  expect(lines.length).toBeGreaterThan(0)
})

function codeFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : codeFiles(path)
    return /\.(tsx?|mjs|js)$/.test(entry.name) ? [path] : []
  })
}

function nodesOf(root: ts.Node): ts.Node[] {
  const found: ts.Node[] = []
  const visit = (node: ts.Node) => {
    found.push(node)
    ts.forEachChild(node, visit)
  }
  visit(root)
  return found
}

/** Files of the project that a file imports, for types too, and by a dynamic import too. */
function relativeImports(path: string, tree: ts.SourceFile): string[] {
  return nodesOf(tree).flatMap((node) => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined
    return named && ts.isStringLiteral(named) && named.text.startsWith('.')
      ? [normalize(join(dirname(path), named.text))]
      : []
  })
}

/** Every cycle found by walking depth first, each as its path. */
function cycles(needs: Map<string, string[]>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const walk = (path: string, trail: string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push([...trail.slice(start), path].join(' -> '))
    if (start >= 0 || done.has(path)) return
    for (const next of needs.get(path) ?? []) walk(next, [...trail, path])
    done.add(path)
  }
  for (const path of needs.keys()) walk(path, [])
  return found
}

/** Texts in quotes, template strings and JSX; not the names of imported files. */
function literals(tree: ts.SourceFile): { node: ts.Node; text: string }[] {
  return nodesOf(tree).flatMap((node) => {
    // Only the file itself has no parent, and it is no literal.
    if (node === tree || ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)) return []
    return ts.isStringLiteralLike(node) ||
      ts.isJsxText(node) ||
      node.kind === ts.SyntaxKind.TemplateHead ||
      node.kind === ts.SyntaxKind.TemplateMiddle ||
      node.kind === ts.SyntaxKind.TemplateTail
      ? [{ node, text: (node as ts.LiteralLikeNode).text }]
      : []
  })
}

/** The framework whose title stands inside a longer text. One common word is no proof; a title of several is. */
function within(titles: Map<string, string>, text: string): string | undefined {
  const folded = text.toLowerCase()
  for (const [title, owner] of titles)
    if (title.includes(' ') && folded.includes(title.toLowerCase())) return owner
  return undefined
}

function place(path: string, tree: ts.SourceFile, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`
}
