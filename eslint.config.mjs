/** Lint: strict types everywhere, and the borders between the rooms. `npm run lint` takes well under a minute. */
import eslint from '@eslint/js';
import temporal from 'eslint-plugin-temporal';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Which rooms a room may import. What is not named here is forbidden: above all, nothing imports api/ or worker/, and the
 * product imports nothing of dev/, bench/ or test/. Workflows name activities as types only.
 */
const MAY_IMPORT = {
  domain: [],
  codec: [],
  contract: ['domain'],
  workflows: ['domain', 'contract'],
  register: ['domain', 'contract'],
  papers: ['domain', 'contract', 'register'],
  activities: ['domain', 'contract', 'register', 'papers'],
  api: ['domain', 'codec', 'contract', 'register', 'papers', 'config'],
  worker: ['domain', 'codec', 'contract', 'register', 'papers', 'activities', 'config'],
  config: [],
};
const PLACES = [...Object.keys(MAY_IMPORT), 'dev', 'bench', 'test'];

const packages = (...names) => `^(${names.join('|')})(/|$)`;
const place = (name) => (name === 'config' ? 'config\\.js$' : `${name}/`);

/** Forbids the other rooms and the packages a room has no business with. */
function borders(room, { forbidden = [], typesOf = [] } = {}) {
  const strangers = PLACES.filter((name) => name !== room && !MAY_IMPORT[room].includes(name));
  const patterns = [
    {
      regex: `^(\\.\\./)+(${strangers
        .filter((name) => !typesOf.includes(name))
        .map(place)
        .join('|')})`,
      message: `${room}/ may import ${MAY_IMPORT[room].join(', ') || 'nothing of other rooms'}: dependencies point one way.`,
    },
    ...typesOf.map((name) => ({
      regex: `^(\\.\\./)+${place(name)}`,
      allowTypeImports: true,
      message: `${room}/ knows ${name}/ as types only.`,
    })),
    ...forbidden,
  ];
  return ['error', { patterns }];
}

const CLOCK = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The time comes in with the act, or from contract/clock.ts.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The time comes in with the act, or from contract/clock.ts.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'Date() is the time of this machine.' },
];

const LOCAL_TIME = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length>1]",
    message: 'Days and instants are Asia/Shanghai and UTC, never the time zone of the process.',
  },
  {
    selector:
      'MemberExpression[property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$/]',
    message: 'Days and instants are Asia/Shanghai and UTC, never the time zone of the process.',
  },
];

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only config.ts reads the environment.',
};

const RANDOM = {
  selector: "MemberExpression[object.name='Math'][property.name='random']",
  message: 'Chance decides nothing.',
};

const SQL = [
  {
    // Fragments have names of their own, and values go through bind(): what is left is a value written into the text.
    selector: "CallExpression[callee.property.name='query'] > TemplateLiteral > MemberExpression",
    message: 'Values go into SQL as parameters.',
  },
  {
    selector:
      ':matches(Literal[value=/\\bnow\\(\\)|\\bcurrent_(date|time)/i], TemplateElement[value.raw=/\\bnow\\(\\)|\\bcurrent_(date|time)/i])',
    message: "The database's clock decides nothing: pass the instant.",
  },
];

// What was seen to wedge, stall or leave timers behind in a workflow.
const WORKFLOW = [
  {
    selector: "Property[key.name='validator'] > :matches(ArrowFunctionExpression, FunctionExpression)[async=true]",
    message: 'An async validator wedges the case.',
  },
  {
    selector:
      "CallExpression[callee.name='condition'] > :matches(ArrowFunctionExpression, FunctionExpression)[async=true]",
    message: 'A condition is asked again and again: it is a plain function.',
  },
  {
    selector:
      "CallExpression[callee.object.name='Promise'][callee.property.name='race'] CallExpression[callee.name='sleep']",
    message: 'The timer that loses keeps running: use condition(fn, timeout) or a scope that is cancelled.',
  },
  {
    selector: 'ThrowStatement > NewExpression[callee.name=/^(Range|Type|Syntax)?Error$/]',
    message: 'A plain error fails the task for ever: throw an ApplicationFailure with a type.',
  },
  { selector: 'ImportExpression', message: 'The bundle is whole: import at the top.' },
];

const readonly = (names) => Object.fromEntries(names.split(' ').map((name) => [name, 'readonly']));
const NODE = readonly('process console URL Buffer fetch AbortSignal setTimeout clearTimeout setInterval clearInterval');
const BROWSER = readonly(
  'document window location history navigator sessionStorage localStorage fetch crypto console URL URLSearchParams FormData File ' +
    'Blob CSS Node HTMLElement Event AbortController setTimeout clearTimeout setInterval clearInterval TextEncoder Intl',
);

const room = (name, { syntax, files = [`${name}/**/*.ts`], ...options }) => ({
  name: `room/${name}`,
  files,
  rules: { 'no-restricted-imports': borders(name, options), 'no-restricted-syntax': ['error', ...syntax] },
});

export default defineConfig(
  globalIgnores(['.data/', 'coverage/', 'test/histories/', 'test/e2e/earlier-build/']),
  // A rule that fights good code is changed here, with its reason, not switched off in a comment.
  { linterOptions: { noInlineConfig: true } },
  eslint.configs.recommended,
  {
    rules: {
      // `== null` asks for both nothings at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      // Control characters are what our patterns look for, to refuse them.
      'no-control-regex': 'off',
    },
  },
  {
    name: 'types',
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // A number in a text is what it looks like.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      // `return send(x)` ends a handler early in one line; that nothing comes of it, its type says.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `Day | Instant` tells the reader what may come, though to the compiler both are strings.
      '@typescript-eslint/no-duplicate-type-constituents': 'off',
      // There are no enums of ours: types are unions.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // Spreading a text gives its characters, which is what is wanted of 汉字.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // A port is asynchronous though one of its adapters has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  room('domain', {
    syntax: [...CLOCK, ...LOCAL_TIME, ENVIRONMENT, RANDOM],
    forbidden: [
      {
        regex: packages('node:.*', '@temporalio', 'fastify', '@fastify', 'pg', 'zod', 'pino', 'jose', 'nodemailer'),
        message: 'domain/ is pure: no I/O, no clock, no randomness, no framework.',
      },
    ],
  }),
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...'process performance crypto fetch setTimeout setInterval Buffer'.split(' '),
      ],
    },
  },
  room('codec', {
    syntax: [...CLOCK, ...LOCAL_TIME, ENVIRONMENT, RANDOM],
    forbidden: [
      {
        regex: '^(?!\\.|(node:(crypto|module)|zod|@temporalio/(common|proto))$)',
        message: 'codec/ seals and opens: what else is installed is no business of its.',
      },
    ],
  }),
  room('contract', {
    syntax: [...CLOCK, ...LOCAL_TIME, ENVIRONMENT],
    forbidden: [
      {
        regex: packages('fastify', '@fastify', 'pg', 'zod'),
        message: 'zod only in acts*.ts and openings.ts: workflows import contract/.',
      },
    ],
  }),
  {
    files: ['contract/acts*.ts', 'contract/openings.ts'],
    rules: { 'no-restricted-imports': borders('contract') },
  },
  room('workflows', {
    syntax: [...LOCAL_TIME, ENVIRONMENT, ...WORKFLOW],
    typesOf: ['activities'],
    forbidden: [
      {
        regex: '^(?!\\.|@temporalio/(workflow|common)$)',
        message: 'A workflow imports @temporalio/workflow and @temporalio/common, and nothing else that is installed.',
      },
      {
        regex: '/domain/(law/|time/calendar-data)',
        allowTypeImports: true,
        message: 'Neither law nor calendar: both change, replay must not.',
      },
    ],
  }),
  {
    files: ['workflows/**/*.ts'],
    plugins: { temporal },
    // Chosen, as the plugin's presets misfire (setHandler as a floating promise, names taken from a constant).
    rules: {
      'temporal/workflow-require-type-only-activity-imports': 'error',
      'temporal/workflow-require-message-definitions-at-module-scope': 'error',
      'temporal/workflow-patch-id-literal': 'error',
      'temporal/workflow-no-duplicate-patch-ids': 'error',
      'temporal/workflow-require-set-handler-early': 'error',
      'temporal/workflow-no-continue-as-new-in-update-handler': 'error',
      'temporal/workflow-no-swallow-cancellation': 'error',
      'temporal/workflow-require-activity-timeouts': 'error',
      'temporal/workflow-no-async-query-handler': 'error',
      'temporal/workflow-no-query-mutation': 'error',
      'temporal/workflow-no-setinterval': 'error',
    },
  },
  room('register', {
    syntax: [...CLOCK, ...LOCAL_TIME, ENVIRONMENT, RANDOM, ...SQL],
    forbidden: [{ regex: packages('fastify', '@fastify', '@temporalio'), message: 'register/ is Postgres only.' }],
  }),
  room('papers', {
    syntax: [...CLOCK, ...LOCAL_TIME, ENVIRONMENT, ...SQL],
    forbidden: [
      {
        regex: packages('fastify', '@fastify', '@temporalio'),
        message: 'papers/ writes and keeps documents; it neither serves nor waits.',
      },
    ],
  }),
  room('activities', {
    syntax: [...CLOCK, ...LOCAL_TIME, ENVIRONMENT, ...SQL],
    forbidden: [
      {
        regex: packages('fastify', '@fastify', '@temporalio/workflow'),
        message: 'Not of the world that activities touch.',
      },
    ],
  }),
  room('api', {
    syntax: [...CLOCK, ...LOCAL_TIME, ENVIRONMENT, ...SQL],
    forbidden: [
      {
        regex: packages('@temporalio/(workflow|activity|worker)'),
        message: 'The API translates; it is a client only.',
      },
    ],
  }),
  room('worker', {
    syntax: [...CLOCK, ...LOCAL_TIME, ENVIRONMENT, ...SQL],
    forbidden: [{ regex: packages('fastify', '@fastify'), message: 'The worker serves nobody.' }],
  }),
  room('config', { files: ['config.ts'], syntax: [...CLOCK, ...LOCAL_TIME] }),
  {
    name: 'clocks',
    files: ['contract/clock.ts', 'api/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...LOCAL_TIME, ENVIRONMENT] },
  },
  {
    name: 'tools',
    files: ['dev/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...LOCAL_TIME, ENVIRONMENT] },
  },
  {
    name: 'commands',
    files: ['*/cli.ts', 'dev/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    name: 'tests',
    files: ['test/**/*.ts'],
    rules: {
      // Answers are read as they come; the assertion is the check of their shape.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // In a test a missing value is a failed test, wherever it shows.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    name: 'scripts',
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: NODE },
    rules: { 'no-console': 'off' },
  },
  {
    name: 'commonjs',
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: readonly('module require __dirname'),
    },
  },
  {
    name: 'browser',
    files: ['web/**/*.js'],
    languageOptions: {
      globals: BROWSER,
    },
  },
);
