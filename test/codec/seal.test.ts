/** Sealing: answers known from the standards, no bit changed unseen, and what came back is what was sealed. */
import fc from 'fast-check';
import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { CIPHERS, payloadKeys, SECRET_BYTES, withCurrent, withNewKey, type Cipher } from '../../codec/keys.js';
import { open, seal } from '../../codec/seal.js';

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 1_000_000);
console.info(`fast-check seed ${seed} (FC_SEED)`);

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const keyOf = (cipher: Cipher, secret = Buffer.alloc(SECRET_BYTES[cipher], 7)) => ({ id: 'k', cipher, secret });

describe('what the ciphers are built from answers as published', () => {
  test('AES-256-GCM: the test case of zeroes', () => {
    const cipher = createCipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12));
    const sealed = Buffer.concat([cipher.update(Buffer.alloc(16)), cipher.final(), cipher.getAuthTag()]);
    expect(sealed).toEqual(hex('cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919'));
  });

  test('SM4 (GB/T 32907, example 1): in counter mode the first block of key stream is the encrypted counter', () => {
    const key = hex('0123456789abcdeffedcba9876543210');
    const cipher = createCipheriv('sm4-ctr', key, key);
    expect(cipher.update(Buffer.alloc(16))).toEqual(hex('681edf34d206965e86b3e94f536e4246'));
  });

  test('SM3 (GB/T 32905, example 1), and HMAC of it by its definition', () => {
    const sm3 = (...parts: Buffer[]): Buffer => createHash('sm3').update(Buffer.concat(parts)).digest();
    expect(sm3(Buffer.from('abc'))).toEqual(hex('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'));
    const [key, text] = [Buffer.alloc(32, 9), Buffer.from('信修')];
    const padded = (byte: number): Buffer => Buffer.from(Buffer.concat([key, Buffer.alloc(32)]).map((b) => b ^ byte));
    expect(createHmac('sm3', key).update(text).digest()).toEqual(sm3(padded(0x5c), sm3(padded(0x36), text)));
  });
});

/** Sealed by this code in November 2026: what is in histories now must open for ever. */
const FROZEN: Readonly<Record<Cipher, string>> = {
  'aes-256-gcm': '010101010101010101010101925e2850041708b17f3178ac73604fa12457abacb0c6a706872619f1',
  'sm4-ctr-hmac-sm3':
    '01010101010101010101010101010101b83d372eca63fa9997d48012269fab74c442050de2176afd1c3f9eba5c0a2926ba23a972ab02f09db5cad52f',
};

test.each(CIPHERS)('%s: what was sealed long ago opens', (cipher) => {
  const key = keyOf(cipher);
  const sealed = seal(Buffer.from('信用修复'), key, Buffer.alloc(cipher === 'aes-256-gcm' ? 12 : 16, 1));
  expect(sealed.toString('hex')).toBe(FROZEN[cipher]);
  expect(open(hex(FROZEN[cipher]), key).toString()).toBe('信用修复');
});

test.each(CIPHERS)('%s: what comes back is what was sealed, and nothing of it shows', (cipher) => {
  const key = keyOf(cipher);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
      const sealed = seal(bytes, key);
      expect(Buffer.from(bytes).equals(open(sealed, key))).toBe(true);
      if (bytes.length > 8) expect(sealed.includes(Buffer.from(bytes))).toBe(false);
      expect(seal(bytes, key).equals(sealed)).toBe(false);
    }),
    { seed },
  );
});

test.each(CIPHERS)('%s: a bit changed anywhere, a tail cut off, another key or another id: nothing opens', (cipher) => {
  const key = keyOf(cipher);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), fc.integer({ min: 0, max: 7 }), (bytes, at, bit) => {
      const sealed = seal(bytes, key);
      const changed = Buffer.from(sealed);
      const n = at % sealed.length;
      changed[n] = (changed[n] ?? 0) ^ (1 << bit);
      expect(() => open(changed, key)).toThrow();
      expect(() => open(sealed.subarray(0, n), key)).toThrow();
      expect(() => open(sealed, keyOf(cipher, Buffer.alloc(SECRET_BYTES[cipher], 8)))).toThrow();
      expect(() => open(sealed, { ...key, id: 'other' })).toThrow();
    }),
    { seed },
  );
});

describe('the file of keys', () => {
  const first = withNewKey(null, 'a', 'aes-256-gcm');

  test('a new key is known but not used until it is said', () => {
    const both = withNewKey(first, 'b', 'sm4-ctr-hmac-sm3');
    expect(payloadKeys(JSON.stringify(both))).toMatchObject({ current: { id: 'a' } });
    expect(payloadKeys(JSON.stringify(withCurrent(both, 'b')))).toMatchObject({
      current: { id: 'b', cipher: 'sm4-ctr-hmac-sm3' },
    });
    expect(both.keys['a']).toEqual(first.keys['a']);
    expect(() => withNewKey(both, 'b', 'aes-256-gcm')).toThrow('already');
    expect(() => withCurrent(both, 'c')).toThrow('no payload key');
  });

  test.each([
    ['no JSON', 'secret words'],
    ['nothing', '{}'],
    ['a current key that is not there', JSON.stringify({ ...first, current: 'z' })],
    ['an inherited one', JSON.stringify({ ...first, current: 'constructor' })],
    ['no such cipher', JSON.stringify({ current: 'a', keys: { a: { cipher: 'rot13', secret: '' } } })],
    ['a short secret', JSON.stringify({ current: 'a', keys: { a: { cipher: 'aes-256-gcm', secret: 'c2hvcnQ=' } } })],
    ['an id that is no word', JSON.stringify({ current: 'a b', keys: { 'a b': first.keys['a'] } })],
  ])('%s is refused, and the message tells no secret', (_, text) => {
    const refused = (): unknown => payloadKeys(text);
    expect(refused).toThrow(/payload key/);
    expect(refused).not.toThrow(/secret words|c2hvcnQ=/);
  });
});
