import pg from 'pg'

const { builtins } = pg.types
const textArray = 1009 as Parameters<typeof pg.types.getTypeParser>[0]
const dateArray = 1182
const int8Array = 1016

/** A whole number where JavaScript can hold it, else its text. */
function wholeNumber(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}

/** An instant as ISO 8601 in UTC; `infinity` stays as it is. */
export function instant(text: string): string {
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
  const time = Date.parse(iso)
  return Number.isNaN(time) ? text : new Date(time).toISOString()
}

const asText = (text: string) => text
const arrayOf = (each: (text: string) => unknown) => (text: string) =>
  pg.types
    .getTypeParser(textArray)(text)
    .map((item: string | null) => (item === null ? null : each(item)))

const parsers: Record<number, (text: string) => unknown> = {
  [builtins.DATE]: asText,
  [builtins.INT8]: wholeNumber,
  [builtins.TIMESTAMPTZ]: instant,
  [dateArray]: arrayOf(asText),
  [int8Array]: arrayOf(wholeNumber)
}

/** How values come out of a pool: a date as `YYYY-MM-DD`, a count as a number, an instant as ISO 8601. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    format === 'binary' || !(oid in parsers)
      ? pg.types.getTypeParser(oid, format as 'text')
      : parsers[oid]) as typeof pg.types.getTypeParser
}
