/** The frozen histories: what running cases look like that a new build must be able to carry on. */
import { temporal } from '@temporalio/proto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Process } from '../../domain/file/case.js';

export const HISTORIES = path.join(__dirname, '../histories');
export const MANIFEST = path.join(HISTORIES, 'manifest.json');

export interface Frozen {
  readonly process: Process;
  /** Name of the file under the process's folder. */
  readonly path: string;
  readonly workflowId: string;
  /** Every stage that the file went through. */
  readonly stages: readonly string[];
  readonly sdk: string;
  /** Day on which it was frozen. */
  readonly date: string;
}

export const fileOf = ({ process, path: name }: Pick<Frozen, 'process' | 'path'>): string =>
  path.join(HISTORIES, process, `${name}.json`);

const { History } = temporal.api.history.v1;
export type History = temporal.api.history.v1.IHistory;

/** As protobufjs writes it: numbers of 64 bits and bytes as text, enumerations by name. */
export const toJson = (history: History): object =>
  History.toObject(History.fromObject(history), { longs: String, enums: String, bytes: String });

export const historyOf = (frozen: Frozen): History =>
  History.fromObject(JSON.parse(readFileSync(fileOf(frozen), 'utf8')));

export function manifest(): readonly Frozen[] {
  const read: { readonly histories: readonly Frozen[] } = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  return read.histories;
}
