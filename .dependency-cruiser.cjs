/**
 * Who may import whom. The comment of a rule is what a developer reads when the check fails.
 * @type {import('dependency-cruiser').IConfiguration}
 */

/** The pipeline in order: a stage may use itself and the stages before it. */
const stages = ['framework', 'questionnaire', 'round', 'response', 'scoring', 'findings', 'report']

const stageRules = stages.slice(0, -1).map((stage, index) => {
  const later = stages.slice(index + 1)
  return {
    name: `domain-${stage}-looks-back-only`,
    comment: `In the pipeline ${stage} comes before ${later.join(', ')}; it may not know about them.`,
    severity: 'error',
    from: { path: `^app/domain/${stage}/` },
    to: { path: `^app/domain/(${later.join('|')})/` },
  }
})

module.exports = {
  forbidden: [
    ...stageRules,
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-unresolvable',
      comment: 'This import leads nowhere: the file was moved, or the package is not installed.',
      severity: 'error',
      // The peers of the benchmarks are installed in bench/ when a benchmark runs.
      from: { pathNot: '^bench/' },
      // Made by the build and therefore absent before it.
      to: { couldNotResolve: true, pathNot: ['^virtual:', '^\\.\\.?/(\\.\\./)*build/'] },
    },
    {
      name: 'domain-is-pure',
      comment:
        'The domain takes values and gives values: no database, no web, no files, no clock. Text formats (YAML, CSV) may be parsed, hashes taken.',
      severity: 'error',
      from: { path: '^app/domain/' },
      to: {
        pathNot: ['^app/domain/', '^node_modules/(zod|yaml|csv-parse)/', '^(node:)?crypto$'],
      },
    },
    {
      name: 'render-knows-only-the-report',
      comment:
        'A renderer draws a ReportDocument or a form to print. What stands in them is decided in app/domain.',
      severity: 'error',
      from: { path: '^app/render/' },
      to: {
        path: '^(app|db)/',
        pathNot: [
          '^app/render/',
          '^app/domain/report/',
          '^app/domain/questionnaire/paper-form\\.ts$',
          '^app/domain/problem\\.ts$',
        ],
      },
    },
    {
      name: 'db-knows-only-the-domain',
      comment: 'db translates between rows and domain values; it knows no usecase, route or component.',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^app/', pathNot: '^app/domain/' },
    },
    {
      name: 'only-usecases-reach-db',
      comment:
        'Routes, the server and components ask a usecase. (Remix only keeps *.server files out of the browser: a slip here ships SQL to it.)',
      severity: 'error',
      from: { path: '^app/', pathNot: ['^app/usecases/', '^app/context\\.server\\.ts$'] },
      to: { path: '^db/' },
    },
    {
      name: 'usecases-do-not-call-usecases',
      comment: 'What two usecases share moves down: a rule to the domain, a query to db/queries.',
      severity: 'error',
      from: { path: '^app/usecases/' },
      to: { path: '^app/usecases/' },
    },
    {
      name: 'usecases-know-no-web',
      comment: 'A usecase speaks values; HTTP and Dutch are for the routes.',
      severity: 'error',
      from: { path: '^app/usecases/' },
      to: {
        path: ['^app/(routes|components|text|server|cli)/', '^node_modules/(express|@remix-run|react)/'],
      },
    },
    {
      name: 'only-entries-take-the-live-context',
      comment: 'A usecase is handed its context, so that a test can hand it another.',
      severity: 'error',
      from: {
        path: '^app/',
        pathNot: [
          '^app/(routes|server|cli)/',
          '^app/root\\.tsx$',
          '^app/entry\\.server\\.tsx$',
          '^app/context\\.server\\.ts$',
        ],
      },
      to: { path: '^app/context\\.server\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-are-for-the-browser',
      comment: 'A component imports domain values and components; nothing that only a server has.',
      severity: 'error',
      from: { path: '^app/components/' },
      to: {
        path: ['^app/(usecases|routes|server|cli)/', '\\.server\\.[jt]sx?$', '^db/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'server-stands-before-remix',
      comment:
        'The Express server routes requests to usecases; pages are for Remix, documents for app/render behind its pool.',
      severity: 'error',
      from: { path: '^app/server/' },
      to: { path: ['^app/(routes|components|cli)/', '^db/'] },
    },
    {
      name: 'nobody-imports-the-server',
      comment: 'The server is an end point; what others need of it moves to a usecase or the domain.',
      severity: 'error',
      from: { pathNot: ['^app/server/', '^tests/', '^bench/', '^scripts/', '^vite\\.config\\.ts$'] },
      to: { path: '^app/server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-the-command-line',
      comment: 'A command is an end point; what others need of it moves to a usecase or the domain.',
      severity: 'error',
      from: { pathNot: ['^app/cli/', '^tests/', '^bench/', '^scripts/'] },
      to: { path: '^app/cli/' },
    },
    {
      name: 'nobody-imports-a-route',
      comment: 'A route is an end point. Shared code moves down to a component, a usecase or the domain.',
      severity: 'error',
      from: { pathNot: ['^app/routes/', '^tests/'] },
      to: { path: '^app/routes/' },
    },
    {
      name: 'routes-do-not-import-each-other',
      comment: 'What stands in a route is private to it.',
      severity: 'error',
      from: { path: '^app/routes/([^/]+)' },
      to: { path: '^app/routes/', pathNot: '^app/routes/$1' },
    },
    {
      name: 'workers-start-alone',
      comment:
        'A worker is started by its pool as a file of its own, never imported: importing runs it here.',
      severity: 'error',
      from: {},
      to: {
        path: 'worker\\.(server\\.)?[jt]s$',
        pathNot: '^node_modules/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sql-stays-in-db',
      comment: 'Only db/ speaks SQL.',
      severity: 'error',
      from: { pathNot: ['^db/', '^tests/(db|make|usecases)/', '^bench/'] },
      to: { path: '^node_modules/(kysely|sqlite3|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'document-libraries-stay-in-render',
      comment: 'Only app/render knows how a document is drawn.',
      severity: 'error',
      from: { pathNot: ['^app/render/', '^tests/(render|make)/', '^bench/', '^\\.ci/'] },
      to: { path: '^node_modules/(pdfmake|@cantoo/pdf-lib|hyphen|docx|exceljs)/' },
    },
    {
      name: 'no-development-packages-in-the-product',
      comment: 'A production install leaves devDependencies out: this import would then fail.',
      severity: 'error',
      from: { path: '^(app|db)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        // Vite only serves pages with --dev, by an import that a production start does not reach.
        pathNot: ['@remix-run/route-config', '^node_modules/@types/', '^node_modules/vite/'],
      },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'Tests look at the product, never the other way round.',
      severity: 'error',
      from: { pathNot: '^(tests|bench)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|public|bench/node_modules)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
