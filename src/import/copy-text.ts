const special = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A row in PostgreSQL's text format of COPY. Absent values are null; a list is an array of texts. */
export function copyLine(values: readonly unknown[]): string {
  return `${values.map(field).join('\t')}\n`
}

function field(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (Array.isArray(value)) return text(`{${value.map(item).join(',')}}`)
  if (typeof value === 'string') return text(value)
  return String(value)
}

const item = (value: unknown): string => `"${String(value).replace(/["\\]/g, '\\$&')}"`

/** PostgreSQL's texts hold no NUL; where a file has one it is shown as what it is, a character that is none. */
function text(value: string): string {
  return value.replaceAll('\0', '\uFFFD').replace(special, found => escapes[found] as string)
}
