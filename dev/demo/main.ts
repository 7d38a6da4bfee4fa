/** `npm run demo`: every process in two cities, driven through the public API by the people of the process. */
import type { Stack } from '../stack.js';
import { Demo, type Chapter } from './demo.js';
import { EXIT } from './scenes-exit.js';
import { LISTING } from './scenes-listing.js';
import { LAW_CHANGES } from './scenes-law.js';
import { OBJECTION } from './scenes-objection.js';
import { PUBLICITY, PUBLISHING } from './scenes-record.js';
import { RECTIFICATION } from './scenes-rectification.js';
import { REPAIR } from './scenes-repair.js';
import { REPAIR_BRANCHES } from './scenes-repair-branches.js';
import { REPAIR_DOUBTED } from './scenes-repair-doubted.js';
import { summarise } from './summary.js';

/** In this order: what is not rectified is listed, what is listed is doubted, and left. */
export const CHAPTERS: readonly Chapter[] = [PUBLISHING, RECTIFICATION, LISTING, OBJECTION, EXIT, REPAIR, PUBLICITY];
/** The rarer branches, played after them with `--all`. Their scenes bring the records they need (`brings`). */
const BRANCHES: readonly Chapter[] = [REPAIR_DOUBTED, REPAIR_BRANCHES, LAW_CHANGES];

const NUMBERS = '一二三四五六七八九十';
/** 一 to 二十. */
const numeral = (n: number): string => `${n > 10 ? '十' : ''}${NUMBERS[(n - 1) % 10] ?? ''}`;

/** 0 when every case that was opened ended as the law says, and every department shows it so. */
export async function runDemo(stack: Stack, args: readonly string[] = []): Promise<number> {
  await stack.start();
  const demo = new Demo(stack);
  await play(demo, args.includes('--all') ? [...CHAPTERS, ...BRANCHES] : CHAPTERS);
  return summarise(demo, stack);
}

export async function play(demo: Demo, chapters: readonly Chapter[]): Promise<void> {
  for (const [n, { title, scenes }] of chapters.entries()) {
    console.log(`\n${numeral(n + 1)}、${title}`);
    for (const [m, [name, scene]] of scenes.entries()) {
      console.log(`\n(${m + 1}) ${name}\n`);
      await scene(demo);
    }
  }
}
