/**
 * Sealing: nobody reads the bytes, and nobody changes them unseen. Sealed is nonce, ciphertext, tag.
 *
 * `aes-256-gcm`: nonce of 12 bytes, tag of 16. `sm4-ctr-hmac-sm3`, for where 商用密码 are asked for (GB/T 32907, 32905):
 * encrypt, then authenticate; nonce of 16 bytes, tag of 32; of its secret the first 16 bytes encrypt and the other 32
 * authenticate. Node 20 has no SM4 in GCM.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Cipher, PayloadKey } from './keys.js';

interface Sealing {
  readonly nonceBytes: number;
  readonly tagBytes: number;
  seal(plain: Uint8Array, nonce: Buffer, about: Buffer, secret: Buffer): readonly [ciphertext: Buffer, tag: Buffer];
  /** Throws when the tag is not that of these bytes. */
  open(ciphertext: Uint8Array, tag: Uint8Array, nonce: Uint8Array, about: Buffer, secret: Buffer): Buffer;
}

const AES: Sealing = {
  nonceBytes: 12,
  tagBytes: 16,
  seal(plain, nonce, about, secret) {
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(about);
    const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
    return [ciphertext, cipher.getAuthTag()];
  },
  open(ciphertext, tag, nonce, about, secret) {
    const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: 16 })
      .setAAD(about)
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  },
};

const ENCRYPTING_BYTES = 16;

const SM4: Sealing = {
  nonceBytes: 16,
  tagBytes: 32,
  seal(plain, nonce, about, secret) {
    const cipher = createCipheriv('sm4-ctr', secret.subarray(0, ENCRYPTING_BYTES), nonce);
    const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
    return [ciphertext, tagOf(ciphertext, nonce, about, secret)];
  },
  open(ciphertext, tag, nonce, about, secret) {
    if (!timingSafeEqual(tag, tagOf(ciphertext, nonce, about, secret))) throw new Error('the tag is another one');
    const decipher = createDecipheriv('sm4-ctr', secret.subarray(0, ENCRYPTING_BYTES), nonce);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  },
};

/** The length of what is said about the bytes comes first, so that no border between the parts can move. */
function tagOf(ciphertext: Uint8Array, nonce: Uint8Array, about: Buffer, secret: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(about.length);
  const mac = createHmac('sm3', secret.subarray(ENCRYPTING_BYTES)).update(length).update(about);
  return mac.update(nonce).update(ciphertext).digest();
}

const SEALINGS: Readonly<Record<Cipher, Sealing>> = { 'aes-256-gcm': AES, 'sm4-ctr-hmac-sm3': SM4 };

/** What the seal also vouches for: that these bytes were sealed under this key, for this purpose. */
const aboutOf = ({ id, cipher }: PayloadKey): Buffer => Buffer.from(`xinxiu payload 1\n${cipher}\n${id}`);

/** `nonce` is given by tests of known answers only: a nonce that comes twice gives both texts away. */
export function seal(plain: Uint8Array, key: PayloadKey, nonce?: Buffer): Buffer {
  const sealing = SEALINGS[key.cipher];
  const fresh = nonce ?? randomBytes(sealing.nonceBytes);
  return Buffer.concat([fresh, ...sealing.seal(plain, fresh, aboutOf(key), key.secret)]);
}

/** Throws when the bytes are not what was sealed under this key. */
export function open(sealed: Uint8Array, key: PayloadKey): Buffer {
  const sealing = SEALINGS[key.cipher];
  const { nonceBytes, tagBytes } = sealing;
  if (sealed.length < nonceBytes + tagBytes) throw new Error('too short to be sealed');
  const end = sealed.length - tagBytes;
  const [nonce, ciphertext, tag] = [
    sealed.subarray(0, nonceBytes),
    sealed.subarray(nonceBytes, end),
    sealed.subarray(end),
  ];
  return sealing.open(ciphertext, tag, nonce, aboutOf(key), key.secret);
}
