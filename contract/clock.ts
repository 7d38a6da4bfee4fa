/** The one clock: nothing else asks what time it is. */
import type { Instant } from '../domain/calendar.js';

export const clock = { now: (): Instant => new Date().toISOString() };
