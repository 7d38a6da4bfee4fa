/** What Temporal is given: sealed payloads under the current key; older ones, and plain ones, stay readable. */
import { ApplicationFailure, type Payload } from '@temporalio/common';
import {
  decodeOptionalFailureToOptionalError,
  encodeErrorToFailure,
} from '@temporalio/common/lib/internal-non-workflow/index.js';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow/index.js';
import { defaultPayloadConverter } from '@temporalio/common';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { payloadCodec, PayloadUnreadable, sealedConverter } from '../../codec/codec.js';
import { CIPHERS, payloadKeys, withCurrent, withNewKey, type KeyFile } from '../../codec/keys.js';
import { changePayloadKeys } from '../../worker/payload-keys.js';

const keysOf = (file: KeyFile) => payloadKeys(JSON.stringify(file));
const first = withNewKey(null, 'first', 'aes-256-gcm');
const both = withCurrent(withNewKey(first, 'second', 'sm4-ctr-hmac-sm3'), 'second');
const said = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const heard = (payload: Payload): unknown => defaultPayloadConverter.fromPayload(payload);
const idOf = (payload: Payload | undefined): string =>
  Buffer.from(payload?.metadata?.['encryption-key-id'] ?? []).toString();

test.each(CIPHERS)('%s: whatever is said comes back, and nothing of it is written', async (cipher) => {
  const codec = payloadCodec(keysOf(withNewKey(null, 'k', cipher)));
  const values = [{ agent: '张示例', phone: '13800000000' }, null, undefined, 'text', 12, new Uint8Array([0, 255]), []];
  const sealed = await codec.encode(values.map(said));
  const written = sealed.map((p) => `${JSON.stringify(p.metadata)}${Buffer.from(p.data!).toString('latin1')}`).join();
  expect(written).not.toContain('13800000000');
  expect((await codec.decode(sealed)).map(heard)).toEqual(values);
});

test('after a change of keys new payloads are under the new one; old ones and plain ones are read', async () => {
  const [before, after] = [payloadCodec(keysOf(first)), payloadCodec(keysOf(both))];
  const [old] = await before.encode([said('old')]);
  const [fresh] = await after.encode([said('new')]);
  expect([idOf(old), idOf(fresh)]).toEqual(['first', 'second']);
  expect((await after.decode([old!, fresh!, said('plain')])).map(heard)).toEqual(['old', 'new', 'plain']);
  await expect(before.decode([fresh!])).rejects.toThrow('sealed under the key "second", which is not here');
});

test('a payload that was changed, or moved under another key, is not read', async () => {
  const codec = payloadCodec(keysOf(both));
  const [sealed] = await codec.encode([said('text')]);
  const data = Buffer.from(sealed!.data!);
  data[data.length - 1] = (data.at(-1) ?? 0) ^ 1;
  await expect(codec.decode([{ ...sealed!, data }])).rejects.toThrow(PayloadUnreadable);
  const metadata = { ...sealed!.metadata, 'encryption-key-id': Buffer.from('first') };
  await expect(codec.decode([{ ...sealed!, metadata }])).rejects.toThrow(PayloadUnreadable);
});

test('what a failure says is sealed, its type is not; a failure written in plain is read', async () => {
  const converter = loadDataConverter(sealedConverter(keysOf(first)));
  const failure = await encodeErrorToFailure(converter, ApplicationFailure.nonRetryable('张示例 said it', 'Refused'));
  expect(JSON.stringify(failure)).not.toMatch(/张示例|said it/);
  expect(failure.applicationFailureInfo?.type).toBe('Refused');
  const read = await decodeOptionalFailureToOptionalError(converter, failure);
  expect(read).toMatchObject({ message: '张示例 said it', type: 'Refused' });
  const plain = loadDataConverter({});
  const before = await encodeErrorToFailure(plain, ApplicationFailure.nonRetryable('plain', 'Refused'));
  expect(await decodeOptionalFailureToOptionalError(converter, before)).toMatchObject({ message: 'plain' });
});

test("the operator's command: a key is added, then used, in a file that its owner alone reads", () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'keys-')), 'payload-keys.json');
  expect(changePayloadKeys(file, ['add', 'a'])).toBe('* a                aes-256-gcm');
  expect(changePayloadKeys(file, ['add', 'b', 'sm4-ctr-hmac-sm3'])).toContain('* a ');
  expect(changePayloadKeys(file, ['use', 'b'])).toContain('* b ');
  expect(payloadKeys(readFileSync(file, 'utf8')).current.id).toBe('b');
  expect(statSync(file).mode & 0o077).toBe(0);
  for (const wrong of [
    ['add', 'a b'],
    ['add', 'c', 'rot13'],
    ['use', 'z'],
    ['remove', 'a'],
    ['add', 'a'],
  ])
    expect(() => changePayloadKeys(file, wrong)).toThrow();
});
