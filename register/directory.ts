/** The directory: places, authorities, outside parties and what each must undo. Kept by the operator, read by everyone. */
import type pg from 'pg';
import { z } from 'zod';
import type { Effect } from '../domain/file/case.js';
import type { AuthorityKind } from '../domain/law/pack.js';

const regionCode = z.string().regex(/^\d{6}$/);

/** A directory as an operator keeps it in a file. */
export const directorySchema = z.object({
  regions: z.array(z.object({ code: regionCode, name: z.string().min(1) })),
  departments: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string().min(1),
      region: regionCode,
      documentCode: z.string().min(1),
      kind: z.enum(['general', 'samr', 'court', 'tax']),
      email: z.email().nullable(),
      superior: z.string().nullable().default(null),
      office: z.boolean().default(false),
    }),
  ),
  parties: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string().min(1),
      region: regionCode,
      adapter: z.enum(['http', 'manual']),
      url: z.url().nullable(),
    }),
  ),
  duties: z.array(
    z.object({
      region: regionCode,
      party: z.string(),
      effects: z.array(z.enum(['endPublicity', 'stopSharing', 'liftMeasures'])),
    }),
  ),
  roles: z
    .array(
      z.object({
        region: regionCode,
        party: z.string(),
        role: z.enum(['site', 'implementer', 'chain', 'source', 'platform', 'informed', 'agency']),
        rank: z.int().default(0),
        about: z.array(z.string()).default([]),
      }),
    )
    .default([]),
  /** Officials, by the issuer's subject: who may be given cases. */
  people: z
    .array(
      z.object({
        id: z.string().min(1).max(200),
        name: z.string().min(1).max(100),
        department: z.string(),
        roles: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

export interface Directory {
  readonly regions: readonly { readonly code: string; readonly name: string }[];
  readonly departments: readonly {
    readonly id: string;
    readonly name: string;
    readonly region: string;
    /** 机关代字. */
    readonly documentCode: string;
    readonly kind: AuthorityKind;
    readonly email: string | null;
    /** The department above it, whose consent some lists ask. */
    readonly superior?: string | null;
    /** Whether it is the credit office (信用办) of its region. */
    readonly office?: boolean;
  }[];
  readonly parties: readonly {
    readonly id: string;
    readonly name: string;
    readonly region: string;
    readonly adapter: 'http' | 'manual';
    /** Base address of its system; null for `manual`. */
    readonly url: string | null;
  }[];
  /** What a record of that region makes each of these parties undo. */
  readonly duties: readonly { readonly region: string; readonly party: string; readonly effects: readonly Effect[] }[];
  /** What a party does for the authorities of a region. */
  readonly roles?: readonly {
    readonly region: string;
    readonly party: string;
    readonly role: 'site' | 'implementer' | 'chain' | 'source' | 'platform' | 'informed' | 'agency';
    /** Place in the report chain, from below. */
    readonly rank?: number;
    /** implementer: codes of the measures it has matters for; source: the source systems it keeps; informed: superior, audit, discipline. */
    readonly about?: readonly string[];
  }[];
  /** Officials, by the issuer's subject: who may be given cases. */
  readonly people?: readonly {
    readonly id: string;
    readonly name: string;
    readonly department: string;
    readonly roles: readonly string[];
  }[];
}

const STATEMENTS = {
  regions: `
    insert into region (code, name) select code, name from jsonb_to_recordset($1::jsonb) as r (code text, name text)
    on conflict (code) do update set name = excluded.name`,
  departments: `
    insert into department (id, name, region, document_code, authority_kind, email, superior, office)
    select id, name, region, "documentCode", kind, email, superior, coalesce(office, false) from jsonb_to_recordset($1::jsonb) as d
      (id text, name text, region text, "documentCode" text, kind text, email text, superior text, office boolean)
    on conflict (id) do update set name = excluded.name, region = excluded.region, document_code = excluded.document_code,
      authority_kind = excluded.authority_kind, email = excluded.email, superior = excluded.superior,
      office = excluded.office`,
  parties: `
    insert into party (id, name, region, adapter, url)
    select id, name, region, adapter, url from jsonb_to_recordset($1::jsonb) as p
      (id text, name text, region text, adapter text, url text)
    on conflict (id) do update set name = excluded.name, region = excluded.region, adapter = excluded.adapter, url = excluded.url`,
  duties: `
    insert into party_duty (region, party, effects)
    select region, party, effects from jsonb_to_recordset($1::jsonb) as d (region text, party text, effects text[])
    on conflict (region, party) do update set effects = excluded.effects`,
  roles: `
    insert into party_role (region, party, role, rank, about)
    select region, party, role, coalesce(rank, 0), coalesce(about, '{}') from jsonb_to_recordset($1::jsonb) as r
      (region text, party text, role text, rank int, about text[])
    on conflict (region, role, party) do update set rank = excluded.rank, about = excluded.about`,
  people: `
    insert into official (id, name, department, roles)
    select id, name, department, coalesce(roles, '{}') from jsonb_to_recordset($1::jsonb) as o
      (id text, name text, department text, roles text[])
    on conflict (id) do update set name = excluded.name, department = excluded.department, roles = excluded.roles`,
} as const satisfies Record<keyof Directory, string>;

/** The region of a department; null when there is none of that id. */
export async function departmentPlace(pool: Pick<pg.Pool, 'query'>, id: string): Promise<string | null> {
  const { rows } = await pool.query<{ region: string }>('select region from department where id = $1', [id]);
  return rows[0]?.region ?? null;
}

export async function isRegion(pool: Pick<pg.Pool, 'query'>, code: string): Promise<boolean> {
  return (await pool.query('select from region where code = $1', [code])).rowCount === 1;
}

/** Adds what is new and changes what differs; removes nothing, for records may rest on it. One transaction. */
export async function saveDirectory(pool: Pick<pg.Pool, 'connect'>, directory: Directory): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query(STATEMENTS.regions, [JSON.stringify(directory.regions)]);
    await client.query(STATEMENTS.departments, [JSON.stringify(directory.departments)]);
    await client.query(STATEMENTS.parties, [JSON.stringify(directory.parties)]);
    await client.query(STATEMENTS.duties, [JSON.stringify(directory.duties)]);
    await client.query(STATEMENTS.roles, [JSON.stringify(directory.roles ?? [])]);
    await client.query(STATEMENTS.people, [JSON.stringify(directory.people ?? [])]);
    await client.query('commit');
  } catch (error) {
    broken = error instanceof Error ? error : new Error('the directory was not saved');
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release(broken);
  }
}
