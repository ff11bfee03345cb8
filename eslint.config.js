import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const noWallClock = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Take a Clock.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take a Clock.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take a generator.',
  },
];
const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '**/generated/', '.turbo/', '.reelhouse/', 'coverage/'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `null` and `undefined` from resolvers' arguments are told apart from 0 and '' with `== null`.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', noDefaultExport],
      // Interfaces say "async" where an implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // What a rule decides must not depend on when or where it runs.
    files: ['subgraphs/*/{domain,resolvers,store}/**/*.ts', 'packages/{connections,money,sample-data}/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, ...noWallClock] },
  },
  {
    // SQL lives in store/ only.
    files: ['subgraphs/*/{domain,resolvers}/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        noDefaultExport,
        ...noWallClock,
        { selector: "TaggedTemplateExpression[tag.name='sql']", message: 'SQL lives in store/.' },
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.fixture.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What a test reads of a row or an answer is proven by its expectation.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
    },
  },
  {
    // Tools load these by their default export.
    files: ['*.config.{ts,js}', 'codegen.ts', 'packages/test-database/src/global-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: { process: 'readonly', URL: 'readonly' },
    },
  },
);
