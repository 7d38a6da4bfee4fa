/**
 * What Temporal keeps of us is sealed: arguments, answers, messages, what a case says of itself. What was written in plain
 * before stays readable, and each payload names the key it was sealed under, so that keys can change while cases run.
 */
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { createRequire } from 'node:module';
import type { PayloadKey, PayloadKeys } from './keys.js';
import { open, seal } from './seal.js';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

const ENCODING = 'encoding';
/** The name that Temporal's own tools know for payloads that they cannot read. */
const ENCRYPTED = Buffer.from('binary/encrypted');
const KEY_ID = 'encryption-key-id';

export class PayloadUnreadable extends Error {}

export function payloadCodec(keys: PayloadKeys): PayloadCodec {
  return {
    encode: async (payloads) => payloads.map((payload) => sealed(payload, keys.current)),
    decode: async (payloads) => payloads.map((payload) => opened(payload, keys)),
  };
}

function sealed(payload: Payload, key: PayloadKey): Payload {
  return {
    metadata: { [ENCODING]: ENCRYPTED, [KEY_ID]: Buffer.from(key.id) },
    data: seal(PayloadMessage.encode(payload).finish(), key),
  };
}

/** Throws PayloadUnreadable for a key that we do not have, and for bytes that are not what was sealed. */
function opened(payload: Payload, { all }: PayloadKeys): Payload {
  const encoding = payload.metadata?.[ENCODING];
  if (encoding == null || !ENCRYPTED.equals(encoding)) return payload;
  const id = Buffer.from(payload.metadata?.[KEY_ID] ?? []).toString();
  const key = all.get(id);
  if (key === undefined) throw new PayloadUnreadable(`a payload is sealed under the key "${id}", which is not here`);
  return PayloadMessage.decode(bytesOf(payload, key));
}

function bytesOf({ data }: Payload, key: PayloadKey): Uint8Array {
  try {
    return open(data ?? Buffer.alloc(0), key);
  } catch (error) {
    throw new PayloadUnreadable(`a payload is not what was sealed under the key "${key.id}"`, { cause: error });
  }
}

/** The messages of failures are payloads too: they may say what was said. */
export const failureConverterPath = createRequire(import.meta.url).resolve('./failure-converter.ts');

/** For every client, worker and replay. */
export const sealedConverter = (keys: PayloadKeys): DataConverter => ({
  payloadCodecs: [payloadCodec(keys)],
  failureConverterPath,
});
