const code = /^[A-Za-z0-9?/*-](?:[A-Za-z0-9?/* -]{0,6}[A-Za-z0-9?/*-])?$/

/**
 * What is kept of a value that is in no table. The fields are for codes of a few letters; what is longer was typed, or
 * slipped in from another column, and can tell of a person: of that only is kept that there was a text.
 */
export const keptCode = (value: string): string => (code.test(value) ? value : '(text)')
