/** The operator's command for payload keys: list, add <id> [cipher], use <id>. What is added is not used until it is said. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { CIPHERS, readKeyFile, withCurrent, withNewKey, type Cipher, type KeyFile } from '../codec/keys.js';

const isCipher = (name: string): name is Cipher => CIPHERS.some((cipher) => cipher === name);

/** Answers what is in the file afterwards, a key a line, without any secret. Throws on a command that it does not know. */
export function changePayloadKeys(
  path: string,
  [what = 'list', id = '', cipher = 'aes-256-gcm']: readonly string[],
): string {
  const file = existsSync(path) ? readKeyFile(readFileSync(path, 'utf8')) : null;
  const changed = changedFile(file, what, id, cipher);
  if (changed !== file) replace(path, changed);
  return Object.entries(changed.keys)
    .map(([name, key]) => `${name === changed.current ? '*' : ' '} ${name.padEnd(16)} ${key.cipher}`)
    .join('\n');
}

function changedFile(file: KeyFile | null, what: string, id: string, cipher: string): KeyFile {
  if (what === 'add' && /^[\w-]{1,40}$/.test(id) && isCipher(cipher)) return withNewKey(file, id, cipher);
  if (file !== null && what === 'use') return withCurrent(file, id);
  if (file !== null && what === 'list') return file;
  throw new Error(`usage: payload-keys list | add <id> [${CIPHERS.join(' | ')}] | use <id>`);
}

/** In one step: a process that starts meanwhile reads the old file or the new one. */
function replace(path: string, file: KeyFile): void {
  const written = `${path}.${process.pid}`;
  writeFileSync(written, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  renameSync(written, path);
}
