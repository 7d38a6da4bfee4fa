import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { ReplayGuard, sign, SIGNATURE_WINDOW_MS, signedText, verifySignature } from '../../contract/signing.js';

const KEY = 'a-shared-key';
const NOW_MS = Date.parse('2026-11-22T03:04:05.678Z');
const request = {
  method: 'POST',
  path: '/xinxiu/instructions',
  timestamp: new Date(NOW_MS).toISOString(),
  body: '{"instructionId":"X-i1"}',
};
const signed = { ...request, signature: sign(request, KEY) };

test('the text that is signed has the four parts the contract names', () => {
  expect(signedText({ ...request, method: 'post' })).toBe(
    'POST\n/xinxiu/instructions\n2026-11-22T03:04:05.678Z\n' +
      'bc982007e52d45c4146564c26b09d84e1cf6cb66ade3de52b3a3ce30092e7331',
  );
  expect(verifySignature(signed, KEY, NOW_MS)).toBe('ok');
});

test('a change of anything that is signed, or another key, is found', () => {
  const changed = [
    { ...signed, method: 'PUT' },
    { ...signed, path: '/xinxiu/instructions?x=1' },
    { ...signed, timestamp: '2026-11-22T03:04:05.679Z' },
    { ...signed, body: '{"instructionId":"X-i2"}' },
    { ...signed, signature: signed.signature.replace(/.$/, (c) => (c === '0' ? '1' : '0')) },
    { ...signed, signature: '' },
  ];
  for (const one of changed) expect(verifySignature(one, KEY, NOW_MS)).toBe('mismatch');
  expect(verifySignature(signed, 'another', NOW_MS)).toBe('mismatch');
});

test('clocks may differ by five minutes, both ways; what is missing is told', () => {
  for (const sign of [1, -1]) {
    expect(verifySignature(signed, KEY, NOW_MS + sign * SIGNATURE_WINDOW_MS)).toBe('ok');
    expect(verifySignature(signed, KEY, NOW_MS + sign * (SIGNATURE_WINDOW_MS + 1))).toBe('stale');
  }
  expect(verifySignature({ ...signed, signature: undefined }, KEY, NOW_MS)).toBe('missing');
  expect(verifySignature({ ...signed, timestamp: 'yesterday' }, KEY, NOW_MS)).toBe('missing');
});

test('any request passes as it was signed, whether its body is text or bytes', () => {
  fc.assert(
    fc.property(fc.webPath(), fc.string({ unit: 'grapheme' }), fc.string({ minLength: 1 }), (path, body, key) => {
      const sent = { method: 'POST', path, timestamp: request.timestamp, body };
      const got = { ...sent, body: Buffer.from(body), signature: sign(sent, key) };
      expect(verifySignature(got, key, NOW_MS)).toBe('ok');
    }),
  );
});

test('a signature is admitted once while it is valid, and forgotten when it is stale anyway', () => {
  const guard = new ReplayGuard();
  expect(guard.admit('a', NOW_MS)).toBe(true);
  expect(guard.admit('b', NOW_MS + 1)).toBe(true);
  expect(guard.admit('a', NOW_MS + 2 * SIGNATURE_WINDOW_MS - 1)).toBe(false);
  expect(guard.admit('a', NOW_MS + 2 * SIGNATURE_WINDOW_MS)).toBe(true);
  expect(guard.admit('b', NOW_MS + 2 * SIGNATURE_WINDOW_MS)).toBe(false);
});

test('the worked example of the written contract is true', () => {
  const text = readFileSync(path.join(__dirname, '../../docs/department-api.md'), 'utf8');
  const body = /```text\n(.+)\n```/.exec(text)?.[1] ?? '';
  const key = /Key `([^`]+)`/.exec(text)?.[1] ?? '';
  const [method = '', pathname = '', timestamp = ''] = (
    /The signed text:\n\n```\n([^`]+)\n```/.exec(text)?.[1] ?? ''
  ).split('\n');
  const example = { method, path: pathname, timestamp, body };
  expect(text).toContain(signedText(example));
  expect(text).toContain(`X-Xinxiu-Signature: ${sign(example, key)}`);
});
