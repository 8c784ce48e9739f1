const code = /^[A-Za-z0-9?/*-](?:[A-Za-z0-9?/* -]{0,6}[A-Za-z0-9?/*-])?$/

/**
 * What is kept of a value that is in no code table. Codes have a few letters. Longer text was typed in or comes from
 * another column, and may identify a person: `(text)` is kept in its place.
 */
export const keptCode = (value: string): string => (code.test(value) ? value : '(text)')
