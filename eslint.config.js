import reactHooks from 'eslint-plugin-react-hooks'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import tseslint from 'typescript-eslint'

/** One `no-restricted-syntax` entry out of [selector, message] pairs; later blocks replace earlier ones, so each lists all it needs. */
const forbid = (...rules) => ['error', ...rules.map(([selector, message]) => ({ selector, message }))]

const defaultExport = [
  'ExportDefaultDeclaration',
  'Name what you export: the name then is the same everywhere.',
]
const clock = 'The domain has no clock: take the moment as an argument.'
const inside = 'A route hands the context to a usecase; it does not look inside.'

/** Tools and Remix find these by their default export. */
const toolFiles = [
  '*.config.{js,ts,d.ts}',
  'app/root.tsx',
  'app/routes.ts',
  'app/entry.*.tsx',
  'app/routes/**',
  'app/render/*worker*.ts',
  'tests/**/*global-setup*.ts',
]

export default tseslint.config(
  {
    ignores: ['build/', 'node_modules/', 'bench/node_modules/', 'data/', '.cache/', 'public/'],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // The point of type-aware linting here: a forgotten await on a query is a lost answer.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // An async function without await keeps one signature for callers (usecases, commands); that is no mistake.
      '@typescript-eslint/require-await': 'off',
      // Destructured methods of plain objects (`const { run } = await load()`) are this code base's habit and use no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Remix throws responses and redirects by design.
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      'no-restricted-syntax': forbid(defaultExport),
      'prefer-const': 'error',
      'no-control-regex': 'error',
      'require-yield': 'error',
      'no-constant-condition': ['error', { checkLoops: false }],
      'no-unused-labels': 'error',
      'no-useless-escape': 'error',
      eqeqeq: ['error', 'always'],
    },
  },
  { files: toolFiles, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  {
    files: ['app/**/*.{ts,tsx}'],
    extends: [jsxA11y.flatConfigs.recommended],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      // `role` on a component of ours is a respondent's role, not ARIA's.
      'jsx-a11y/aria-role': ['error', { ignoreNonDOM: true }],
      // A scrolling region needs tabindex 0 to be reached by keyboard; `list` repairs what list-style: none takes from VoiceOver.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { tags: [], roles: ['tabpanel', 'region', 'alert'] }],
      'jsx-a11y/no-redundant-roles': ['error', { ul: ['list'], ol: ['list'] }],
    },
  },
  {
    files: ['app/domain/**'],
    rules: {
      'no-restricted-syntax': forbid(
        defaultExport,
        ["NewExpression[callee.name='Date'][arguments.length=0]", clock],
        ["CallExpression[callee.object.name='Date'][callee.property.name='now']", clock],
        [
          "MemberExpression[object.name='Math'][property.name='random']",
          'The domain rolls no dice: take a seed or an id.',
        ],
        ["Identifier[name='process']", 'The domain reads no environment.'],
      ),
    },
  },
  {
    files: ['app/routes/**'],
    rules: {
      'no-restricted-syntax': forbid(
        ["MemberExpression[object.name='context'][property.name='db']", inside],
        ["VariableDeclarator[init.name='context'] Property[key.name='db']", inside],
      ),
    },
  },
  {
    files: ['{app,db}/**'],
    ignores: ['app/env.server.ts', 'app/context.server.ts', 'app/cli/bin.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment in app/env.server.ts.' },
      ],
    },
  },
  {
    files: ['tests/**', 'bench/**'],
    rules: {
      // Tests look into parsed JSON on purpose; the assertion itself is the check of its shape.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
)
