/** Secrets come from the environment or from files; without one nothing starts, and none stands in the product. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../../config.js';
import { keyedHashes } from '../../contract/keyed.js';

const ROOT = path.resolve(__dirname, '../..');

const WHOLE = {
  DATABASE_URL: 'postgres://app@localhost/x',
  TEMPORAL_ADDRESS: 'localhost:7233',
  PUBLIC_URL: 'https://xinxiu.example',
  OIDC_ISSUER: 'https://login.example',
  SMTP_URL: 'smtps://mail.example',
  STORAGE_URL: 'file:///var/lib/xinxiu/papers',
  MAIL_FROM: 'a@xinxiu.example',
  PARTY_SECRETS_FILE: '/run/secrets/parties',
  PERSON_SECRET_FILE: '/run/secrets/person',
  PAYLOAD_KEYS_FILE: '/run/secrets/keys',
};

test('with all that is needed it starts', () => {
  expect(loadConfig(WHOLE)).toMatchObject({ PUBLIC_URL: 'https://xinxiu.example' });
});

test.each(Object.keys(WHOLE))('without %s it does not: nothing that is secret or of a place has a default', (name) => {
  const { [name as keyof typeof WHOLE]: _, ...rest } = WHOLE;
  expect(() => loadConfig(rest)).toThrow(`${name} is missing`);
  expect(() => loadConfig({ ...rest, [name]: '' })).toThrow(`${name} is missing`);
});

test('an SMS gateway is left out whole, or has its key', () => {
  const gateway = { SMS_GATEWAY_URL: 'https://sms.example/messages' };
  expect(() => loadConfig({ ...WHOLE, ...gateway })).toThrow('SMS_GATEWAY_SECRET_FILE is missing');
  expect(loadConfig({ ...WHOLE, ...gateway, SMS_GATEWAY_SECRET_FILE: '/run/secrets/sms' })).toMatchObject(gateway);
  expect(loadConfig({ ...WHOLE, SMS_GATEWAY_URL: '', SMS_GATEWAY_SECRET_FILE: '/run/secrets/sms' })).toMatchObject({
    SMS_GATEWAY_SECRET_FILE: '/run/secrets/sms',
  });
});

test('a secret that could be guessed is refused', () => {
  expect(() => keyedHashes('short')).toThrow();
});

/** Everything that runs in production: no tests, no development stack. */
function* sources(directory = ROOT): Generator<string> {
  for (const name of readdirSync(directory)) {
    if (/^(node_modules|\..*|dev|test|bench|docs|coverage)$/.test(name)) continue;
    const file = path.join(directory, name);
    if (statSync(file).isDirectory()) yield* sources(file);
    else if (/\.(ts|js|mjs|cjs|json|ya?ml|sql|html)$/.test(name) && name !== 'package-lock.json') yield file;
  }
}

const ASSIGNED =
  /(?:secret|passw(?:or)?d|pwd|api_?key|token|private_?key)["'\w]*\s*(?::\s+|=\s*)(["'`])(?!\$\{)[^"'`\s]{8,}\1/i;
const LOOKS_SECRET = [
  ASSIGNED,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\w+:\/\/(?!user:password@)[^\s/:@'"`]+:[^\s/@'"`$]+@/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\./,
];

test('the patterns find what they are for, and leave names alone', () => {
  const found = (line: string): boolean => LOOKS_SECRET.some((pattern) => pattern.test(line));
  for (const line of [
    `const partySecret = 'correct-horse-battery';`,
    `PASSWORD: "hunter2hunter2"`,
    'postgres://app:hunter2@localhost/x',
  ])
    expect({ line, found: found(line) }).toEqual({ line, found: true });
  expect(found(`PERSON_SECRET: '\${PERSON_SECRET:?}'`)).toBe(false);
});

test('no secret stands in the product', () => {
  const found = [...sources()].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, n) =>
        LOOKS_SECRET.some((p) => p.test(line)) ? [`${path.relative(ROOT, file)}:${n + 1} ${line}`] : [],
      ),
  );
  expect(found).toEqual([]);
});
