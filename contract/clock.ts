/** The one clock: nothing else asks what time it is. */
import type { Instant } from '../domain/time/calendar.js';

export const clock = { now: (): Instant => new Date().toISOString() };
