/** Typed search attributes: never a name, a code or anything personal, as they are stored in clear. */
export const SEARCH_ATTRIBUTES = {
  Process: 'Keyword',
  Stage: 'Keyword',
  Region: 'Keyword',
  Department: 'Keyword',
  Due: 'Datetime',
} as const;
