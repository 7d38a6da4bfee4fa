import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { buildWithGo, cacheDirectory } from '../../dev/cache.js';
import { SEARCH_ATTRIBUTES } from '../../contract/search-attributes.js';

const read = (file: string): string => readFileSync(path.resolve(__dirname, '../..', file), 'utf8');
const text = read('docker-compose.yml');

interface Service {
  image: string;
  restart: string;
  stop_grace_period: string;
  networks: string[];
  command: string[];
  healthcheck: { test: string[] };
  environment: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  secrets?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt: string[];
  deploy: { replicas?: number; resources: { limits: { cpus: string; memory: string } } };
}
interface Compose {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  configs: Record<string, { content: string }>;
  networks: Record<string, unknown>;
}
const { services, secrets, configs, networks }: Compose = parse(text, { merge: true });
const service = (name: string): Service => services[name]!;
const ONE_SHOTS = ['migrate', 'temporal-schema', 'temporal-namespace'];
const LASTING = ['postgres', 'temporal', 'temporal-ui', 'worker', 'api'];

describe('docker-compose.yml', () => {
  it('has every part, and no other', () => {
    expect(Object.keys(services).sort()).toEqual([...ONE_SHOTS, ...LASTING].sort());
  });

  it.each(LASTING)('asks %s whether it is well, and starts it again', (name) => {
    expect(service(name).healthcheck.test[0]).toBe('CMD');
    expect(service(name).restart).toBe('unless-stopped');
  });

  it.each(ONE_SHOTS)('waits for %s to have succeeded', (name) => {
    const waiting = Object.values(services).filter((s) => s.depends_on?.[name] !== undefined);
    expect(waiting.length).toBeGreaterThan(0);
    for (const { depends_on } of waiting) expect(depends_on?.[name]?.condition).toBe('service_completed_successfully');
  });

  it('pins the version of every image', () => {
    for (const { image } of Object.values(services))
      expect(image).toMatch(/:(\d+\.\d+[\w.-]*|\$\{XINXIU_VERSION:-local\})$/);
  });

  it('holds no password, and starts without none', () => {
    const values = [...text.matchAll(/^\s+\w*(?:PASSWORD|PWD): (.*)$/gm)].map(([, value]) => value);
    expect(values.length).toBeGreaterThan(4);
    for (const value of values) expect(value).toMatch(/^\$\{\w+:\?\}$/);
    for (const [url] of text.matchAll(/postgres:\/\/\S+/g)) expect(url).toMatch(/^postgres:\/\/\w+:\$\{\w+:\?\}@/);
    expect(secrets['party-secrets']?.file).toBe('${PARTY_SECRETS:?}');
  });

  it('gives the secret of persons to the API alone, and the keys of parties to the worker', () => {
    expect(secrets['person-secret']?.file).toBe('${PERSON_SECRET:?}');
    const holders = (secret: string) =>
      Object.keys(services).filter((name) => service(name).secrets?.includes(secret) === true);
    expect(holders('person-secret')).toEqual(['api']);
    expect(holders('party-secrets')).toEqual(['worker']);
    expect(holders('sms-gateway')).toEqual(['worker']);
    expect(holders('payload-keys').sort()).toEqual(['api', 'worker']);
  });

  it('gives the owner of the tables to the migration alone', () => {
    const owning = Object.keys(services).filter((name) => service(name).environment.DATABASE_OWNER_URL !== undefined);
    expect(owning).toEqual(['migrate']);
    for (const name of ['api', 'worker']) expect(service(name).environment.DATABASE_URL).toContain('//xinxiu_app:');
    expect(configs['postgres-roles']?.content).not.toMatch(/superuser|createrole/);
  });

  it('runs workers and APIs twice, each API at a port of its own', () => {
    for (const name of ['worker', 'api']) expect(service(name).deploy.replicas).toBe(2);
    expect(service('api').ports).toEqual(['127.0.0.1:8360-8361:8360']);
    expect(service('worker').environment['WORKER_BUILD_ID']).toBe('${XINXIU_VERSION:-local}');
  });

  it('limits what each part may take, and what it may do', () => {
    for (const [name, { deploy, security_opt, cap_drop, read_only }] of Object.entries(services)) {
      expect({ name, ...deploy.resources.limits }).toMatchObject({
        cpus: expect.anything(),
        memory: expect.anything(),
      });
      expect(security_opt).toEqual(['no-new-privileges:true']);
      // Postgres changes to its own account at the start, and keeps its data; the pages of Temporal write their configuration.
      if (name === 'postgres') continue;
      expect({ name, cap_drop }).toEqual({ name, cap_drop: ['ALL'] });
      expect({ name, read_only }).toEqual({ name, read_only: name !== 'temporal-ui' });
    }
  });

  it('lets an API drain before it is killed', () => {
    const { environment, stop_grace_period: grace } = service('api');
    // Until nothing more is sent to it, then 15 s for what is under way.
    expect(Number.parseInt(grace)).toBeGreaterThan(Number(environment['DRAIN_SECONDS']) + 15);
  });

  it('names nothing that is not there', () => {
    const known = new Set(Object.keys(services));
    for (const { depends_on, secrets: own, networks: nets } of Object.values(services)) {
      for (const other of Object.keys(depends_on ?? {})) expect(known).toContain(other);
      for (const secret of own ?? []) expect(Object.keys(secrets)).toContain(secret);
      for (const network of nets) expect(Object.keys(networks)).toContain(network);
    }
  });

  it('opens ports on this host only', () => {
    const ports = Object.values(services).flatMap(({ ports: opened }) => opened ?? []);
    expect(ports).toHaveLength(2);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('registers every search attribute that a case carries', () => {
    const script: string = service('temporal-namespace').command[0]!;
    const keywords = /for name in ([\w ]+);/.exec(script)?.[1]?.split(' ') ?? [];
    const one = /--name (\w+) --type Datetime/.exec(script)?.[1] ?? '';
    const registered = Object.fromEntries([...keywords.map((name) => [name, 'Keyword']), [one, 'Datetime']]);
    expect(registered).toEqual(SEARCH_ATTRIBUTES);
  });
});

/** The reference implementation of the Compose specification (compose-go), built once and kept in the cache. */
const SPECIFICATION = '2.16.2';
async function composeSays(file: string): Promise<string> {
  const directory = path.join(cacheDirectory(), `compose-go-${SPECIFICATION}`);
  const program = path.join(directory, 'cmd');
  if (!existsSync(program)) {
    const sources = [`github.com/compose-spec/compose-go/v2/cmd@v${SPECIFICATION}`];
    await buildWithGo({ directory, names: ['cmd'], sources, what: 'compose-go', say: () => undefined });
  }
  const place = mkdtempSync(path.join(tmpdir(), 'compose-'));
  writeFileSync(path.join(place, 'docker-compose.yml'), file);
  // Values come from where it is deployed; their names are checked above.
  const args = ['-no-interpolation', '-format', 'json', path.join(place, 'docker-compose.yml')];
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  rmSync(place, { recursive: true });
  return stdout === '' ? stderr : stdout;
}

// Without Go its own implementation cannot be had: no registry of packages has the schema.
const hasGo = spawnSync('go', ['version']).status === 0;
(hasGo ? describe : describe.skip)('the Compose specification (needs Go)', () => {
  it('has nothing against the file', async () => {
    const model = JSON.parse(await composeSays(text)) as Compose;
    expect(Object.keys(model.services).sort()).toEqual(Object.keys(services).sort());
  }, 300_000);

  it.each([
    ['an attribute that does not exist', ['restart:', 'restrat:']],
    ['a condition that does not exist', ['condition: service_healthy', 'condition: healthy']],
    ['a number where a text belongs', ['image: postgres', 'image: 5 #']],
  ] as const)('refuses %s', async (_, [right, wrong]) => {
    expect(text).toContain(right);
    expect(await composeSays(text.replaceAll(right, wrong))).toMatch(/validating/);
  });
});

describe('Dockerfile', () => {
  it('is one, by the rules of its language', () => {
    expect(validate(read('Dockerfile'))).toEqual([]);
    expect(validate(read('Dockerfile').replace('WORKDIR', 'WORKDIRR'))).toHaveLength(1);
  });

  const lines = read('Dockerfile').split('\n');

  it('runs as nobody special, on the Node version of the repository', () => {
    expect(lines).toContain('USER node');
    for (const from of lines.filter((line) => line.startsWith('FROM')))
      expect(from).toContain(`node:${read('.node-version').trim()}`);
  });

  it('takes in nothing that is not named', () => {
    const [first, ...named] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    expect(named.every((line) => line.startsWith('!'))).toBe(true);
  });
});
