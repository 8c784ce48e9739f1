const special = /[\\\t\n\r\0]/
const allSpecial = new RegExp(special, 'g')
const escapes: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  // PostgreSQL's texts hold no NUL: it is shown as what it is, a character that is none.
  '\0': '\uFFFD'
}

/** A row in PostgreSQL's text format of COPY. */
export function copyLine(values: readonly unknown[]): string {
  return `${values.map(copyField).join('\t')}\n`
}

/** A value in PostgreSQL's text format of COPY: absent ones are null, a list is an array of texts. */
export function copyField(value: unknown): string {
  if (typeof value === 'string') return text(value)
  if (value === null || value === undefined) return '\\N'
  if (Array.isArray(value)) return value.length === 0 ? '{}' : text(`{${value.map(item).join(',')}}`)
  return String(value)
}

function text(value: string): string {
  return special.test(value) ? value.replace(allSpecial, found => escapes[found] as string) : value
}

const item = (value: unknown): string => `"${String(value).replace(/["\\]/g, '\\$&')}"`
