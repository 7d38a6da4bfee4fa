/** The only reader of the environment: settings are parsed once, and all that is wrong is told at once. */
import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' });
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' });
const port = z.coerce.number().int().min(1).max(65535);

const settings = z.object({
  /** The application's role: reads and writes rows, owns nothing. */
  DATABASE_URL: postgresUrl,
  /** The role that owns the tables: migrations only. */
  DATABASE_OWNER_URL: postgresUrl.optional(),
  TEMPORAL_ADDRESS: z.string().regex(/^[^\s/]+:\d+$/, 'must be host:port'),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  API_HOST: z.string().min(1).default('127.0.0.1'),
  API_PORT: port.default(8360),
  /** The address people and outside systems use: in notices, QR codes and links. */
  PUBLIC_URL: httpUrl,
  OIDC_ISSUER: httpUrl,
  OIDC_AUDIENCE: z.string().min(1).default('xinxiu-api'),
  /**
   * The values of `acr`, joined by commas, by which the issuer says that a person has logged in with more than a password.
   * Who confirms, changes the law's data or opens accounts must then have one of them; without it, any login will do.
   */
  OIDC_STRONG_ACR: z.string().min(1).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }),
  MAIL_FROM: z.string().min(3),
  /**
   * The bare address to which announcements come back, each as local+key@domain: its mail server must take such addresses
   * and hand what comes to POST /api/v1/mail/bounces. Without it they come back to MAIL_FROM.
   */
  MAIL_RETURN_TO: z.email().optional(),
  /** Where SMS that announce documents are posted to (docs/papers.md). Without it there are none. */
  SMS_GATEWAY_URL: httpUrl.optional(),
  /** A text file, readable by its owner only: the HMAC key, of at least 16 characters, that the gateway holds too. */
  SMS_GATEWAY_SECRET_FILE: z.string().min(1).optional(),
  /**
   * Addresses of the reverse proxies in front, as CIDR or `loopback`, joined by commas: whose word is taken for where a
   * request comes from. Without it, all that comes through a proxy counts as one address.
   */
  TRUSTED_PROXIES: z.string().min(1).optional(),
  /** Requests a minute of one person, or of one address before login; of all persons at one address, ten times as many. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(1).default(6000),
  /** Tokens that do not hold, or none at all, that one address may show in a minute. */
  FAILED_LOGINS_PER_MINUTE: z.coerce.number().int().min(1).default(120),
  /** A JSON file, readable by its owner only: party id → HMAC key. */
  PARTY_SECRETS_FILE: z.string().min(1),
  /**
   * A text file, readable by its owner only: the secret, of at least 32 characters, under which natural persons are known.
   * Only the API reads it. It stays the same for good: under another one nobody is found again.
   */
  PERSON_SECRET_FILE: z.string().min(1),
  /**
   * A JSON file, readable by its owner only: the keys under which what Temporal keeps is sealed; the API, the worker and
   * the commands read it. A key that is taken out of it makes unreadable what was sealed under it.
   */
  PAYLOAD_KEYS_FILE: z.string().min(1),
  /** The origin of Temporal's own page, which may then ask the API to open sealed payloads; without it, no page may. */
  TEMPORAL_UI_ORIGIN: httpUrl
    .refine((url) => new URL(url).origin === url, 'must be an origin, without a path')
    .optional(),
  /** Where uploaded papers are kept: file:///directory, or https://host/bucket of a store that speaks S3. Only the API uses it. */
  STORAGE_URL: z.url({ protocol: /^(file|https?)$/, error: 'must be file:///directory or https://host/bucket' }),
  /** For a store that speaks S3: a JSON file, readable by its owner only, with accessKeyId, secretAccessKey and region. */
  STORAGE_CREDENTIALS_FILE: z.string().min(1).optional(),
  /** The largest paper that is taken. */
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(500).default(20),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How long the API still answers after it was told to end, while /readyz says no: until no proxy sends it anything more. */
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(300).default(0),
  /** The build that the worker belongs to, a commit say; without it, it takes what comes, as in development. */
  WORKER_BUILD_ID: z
    .string()
    .regex(/^[\w.-]{1,60}$/, 'must be 1 to 60 letters, digits, . _ or -')
    .optional(),
  /** Where the worker serves /metrics and /healthz; without it, nowhere. */
  METRICS_PORT: port.optional(),
});

/** An SMS gateway without its key could be spoken to by nobody. */
const usable = settings.refine((s) => s.SMS_GATEWAY_URL === undefined || s.SMS_GATEWAY_SECRET_FILE !== undefined, {
  path: ['SMS_GATEWAY_SECRET_FILE'],
  error: 'is missing',
});

export type Config = Readonly<z.infer<typeof settings>>;

/** Throws an Error that lists every problem, one a line. */
export function loadConfig(env: Environment = process.env): Config {
  return parse(usable, env);
}

/** The owner's address of the register, for migrations only. */
export const loadOwnerUrl = (env: Environment = process.env): string =>
  parse(z.object({ DATABASE_OWNER_URL: postgresUrl }), env).DATABASE_OWNER_URL;

/** Where the payload keys are, for the command that changes them. */
export const loadPayloadKeysFile = (env: Environment = process.env): string =>
  parse(z.object({ PAYLOAD_KEYS_FILE: z.string().min(1) }), env).PAYLOAD_KEYS_FILE;

const developmentSettings = z.object({
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  TEMPORAL_ADDRESS: settings.shape.TEMPORAL_ADDRESS.optional(),
  TEMPORAL_NAMESPACE: settings.shape.TEMPORAL_NAMESPACE,
  PUBLIC_URL: httpUrl.optional(),
  LOG_LEVEL: settings.shape.LOG_LEVEL,
  /** An administrator's bearer token, for commands that speak to the API. */
  XINXIU_TOKEN: z.string().min(1).optional(),
  /** Where the development stack keeps everything; default .data in the clone. */
  XINXIU_DATA: z.string().min(1).optional(),
  XDG_CACHE_HOME: z.string().min(1).optional(),
});

export type DevelopmentConfig = Readonly<z.infer<typeof developmentSettings>>;

/** What a person may set for the development stack; everything has a default. */
export function loadDevelopmentConfig(env: Environment = process.env): DevelopmentConfig {
  return parse(developmentSettings, env);
}

/** The environment of a child process: this process's own, and over it what is given. */
export function childEnvironment(extra: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return { ...process.env, ...extra };
}

function parse<S extends z.ZodType>(schema: S, env: Environment): z.infer<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return given[name] === undefined ? `${name} is missing` : `${name}: ${issue.message}`;
  });
  throw new Error(`The configuration is not usable:\n  ${problems.join('\n  ')}`);
}
