/** docs/department-api.openapi.yaml says what the code says, and its schemas take what Xinxiu sends and refuse what it would. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { instructionBody } from '../../contract/acts-department.js';
import { IDEMPOTENCY_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../../contract/signing.js';
import { EFFECT_TEXT } from '../../contract/texts.js';
import { departmentOpenApi, departmentYaml } from '../../dev/department-openapi.js';

const FILE = new URL('../../docs/department-api.openapi.yaml', import.meta.url);
const PAGE = readFileSync(new URL('../../docs/department-api.md', import.meta.url), 'utf8');

test('the file is what the definitions say (UPDATE_DOCS=1 writes it; format it afterwards)', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, departmentYaml());
  expect(parse(readFileSync(FILE, 'utf8'))).toEqual(departmentOpenApi);
});

interface Schema {
  readonly properties: Readonly<Record<string, { readonly enum?: readonly string[]; readonly properties?: object }>>;
  readonly required: readonly string[];
}
const schemaOf = (name: string): Schema => parse(departmentYaml()).components.schemas[name];

test('every field, effect and header of the contract stands in it and in the page', () => {
  const { properties, required } = schemaOf('Instruction');
  expect(Object.keys(properties)).toEqual(Object.keys(instructionBody.shape));
  expect([...required].sort()).toEqual(Object.keys(instructionBody.shape).sort());
  expect(properties['effect']?.enum).toEqual(Object.keys(EFFECT_TEXT));
  const words = [
    ...Object.keys(EFFECT_TEXT),
    ...Object.keys(properties),
    ...Object.keys(schemaOf('Feedback').properties),
  ];
  for (const part of ['record', 'subject'])
    for (const field of Object.keys(properties[part]?.properties ?? {})) words.push(`${part}.${field}`);
  for (const name of [IDEMPOTENCY_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER]) {
    words.push(name);
    expect(departmentYaml()).toContain(name);
  }
  const unsaid = ['record', 'subject'];
  expect(words.filter((word) => !unsaid.includes(word) && !PAGE.includes(`\`${word}\``))).toEqual([]);
});

test('the worked example of the page is an instruction', () => {
  const example = /^\{"instructionId".*\}$/m.exec(PAGE)?.[0] ?? '';
  expect(instructionBody.safeParse(JSON.parse(example)).error).toBeUndefined();
});

test('every reference of the file leads somewhere', () => {
  const { schemas } = parse(departmentYaml()).components;
  const named = [...departmentYaml().matchAll(/#\/components\/schemas\/(\w+)/g)].map((m) => m[1] ?? '');
  expect(named.length).toBeGreaterThan(5);
  for (const name of named) expect(schemas).toHaveProperty(name);
});
