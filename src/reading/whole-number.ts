const written = /^(\d{1,15}|\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3})+)(?:[.,]0{1,2})?$/

/**
 * A whole number as publishers and spreadsheets write it: `3100`, `3,100`, `3 100`, and with decimals that say nothing,
 * `3100.0` or `3100,00`. Undefined for anything else: `3.100` may be a number with decimals or one of thousands.
 */
export function wholeNumber(printed: string): number | undefined {
  const digits = written.exec(printed.trim())?.[1]
  return digits === undefined ? undefined : Number(digits.replace(/\D/g, ''))
}

/** A year from 1900 to 2099, also as `2022.0`. */
export function wholeYear(printed: string): number | undefined {
  const year = wholeNumber(printed)
  return year !== undefined && year >= 1900 && year <= 2099 ? year : undefined
}
