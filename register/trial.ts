/** An act tried: decided as a commit would decide it, of what is committed at that moment; nothing is locked or written. */
import type { ActMessage, CaseKey } from '../contract/messages.js';
import type { Decided } from '../domain/file/desk.js';
import { layDesk, type CommitDeps } from './commit.js';
import { lookAtFile, type RecordFile } from './file.js';

export interface Trial {
  readonly file: RecordFile;
  readonly decided: Decided;
}

/** Null when there is no such record. Who may look is asked before. */
export async function tryAct(
  { pool, ...law }: Pick<CommitDeps, 'pool' | 'calendar' | 'policy'>,
  key: CaseKey,
  act: ActMessage,
): Promise<Trial | null> {
  const now = act.receivedAt;
  const file = await lookAtFile(pool, { ...key, acts: [act], recordedAt: now });
  if (file === null) return null;
  const docket = { process: key.process, docket: key.docket ?? '' };
  return { file, decided: layDesk(law, file).decide(act, docket, now) };
}
