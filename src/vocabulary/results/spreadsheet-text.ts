/** What begins a text that a spreadsheet would run as a formula. */
const formulaStarts: readonly string[] = ['=', '+', '-', '@', '\t', '\r']

/** Whether a spreadsheet would run a text as a formula. */
export const needsApostrophe = (text: string): boolean => formulaStarts.includes(text.charAt(0))

/** Puts an apostrophe before a text that a spreadsheet would run as a formula. */
export const spreadsheetText = (text: string): string => (needsApostrophe(text) ? `'${text}` : text)

/** The same in SQL: of the SQL of a text. */
export const spreadsheetSql = (text: string): string =>
  `case when left(${text}, 1) in (${formulaStarts.map(start => `'${start}'`).join(', ')}) then '''' || ${text} else ${text} end`
