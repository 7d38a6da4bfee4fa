/** The API's one clock: when an act was received, and as of when lamps are judged. */
import type { clock } from '../contract/clock.js';
import { dayOf, instantAt, type Day, type Instant } from '../domain/time/calendar.js';

export type Clock = typeof clock;

/** The wall-clock moment so many milliseconds from now, for deadlines of calls. */
export const deadlineIn = (ms: number): Date => new Date(Date.now() + ms);

/** The law's instant of an act: noon of the day it was entered for from paper, else when it was received. */
export const effectiveAt = (receivedAt: Instant, effectiveOn: Day | undefined): Instant =>
  effectiveOn === undefined || effectiveOn === dayOf(receivedAt) ? receivedAt : instantAt(effectiveOn, '12:00');

/** Whether a deadline still lies ahead. */
export const isBefore = (deadline: Date): boolean => Date.now() < deadline.getTime();
