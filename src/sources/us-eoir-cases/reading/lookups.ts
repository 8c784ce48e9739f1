import { textIn } from '../../../vocabulary/labels/texts/texts.ts'
import type { ReleaseFindings } from '../../source.ts'
import { eoirCasesCodeLists } from '../codes/code-lists.ts'

type Compared = Pick<ReleaseFindings, 'changed' | 'notes'>

/** Fields of the code lists that a row of a lookup table can be about. */
type FieldsOf = (row: Readonly<Record<string, string>>) => readonly string[]

const fixed =
  (...fields: string[]): FieldsOf =>
  () =>
    fields

interface ComparedTable {
  fields: FieldsOf
  /** The code lists have all its codes, so that any other is new. */
  is_whole: boolean
  /** What several fields with the same texts are called together. */
  shown?: string
}

/** By the table's name in lower case without signs. The decisions of judges hang on the case type and on the field. */
const comparedTables: Readonly<Record<string, ComparedTable>> = {
  tbllookupcasetype: { fields: fixed('CASE_TYPE'), is_whole: true },
  tbllookupcourtdecision: {
    fields: ({ STRCASETYPE: type, STRDECTYPE: kind }) =>
      kind === 'C' ? [`${type} DEC_CODE`] : kind === 'O' ? [`${type} OTHER_COMP`, 'OTHER_COMP'] : [],
    is_whole: true
  },
  // Most applications ask for no protection and are not counted.
  tbllookupappln: { fields: fixed('APPL_CODE'), is_whole: false },
  tbllookupcourtappdecisions: {
    fields: fixed('APPL_DEC', 'ASYL APPL_DEC', 'ASYW APPL_DEC', 'WCAT APPL_DEC'),
    is_whole: true,
    shown: 'APPL_DEC'
  },
  tbllookupbiadecision: { fields: fixed('strBIADecision'), is_whole: true },
  tbllookupfedcourtdecision: { fields: fixed('strFedCourtDecision'), is_whole: true },
  tbllookupfiledby: { fields: fixed('strFiledBy'), is_whole: true },
  tbllookupcustodystatus: { fields: fixed('CUSTODY'), is_whole: true }
}

const comparedTable = (name: string) => {
  const [base = ''] = name.replace(/^.*[/\\]/, '').split('.')
  return comparedTables[base.toLowerCase().replaceAll(/[^a-z]/g, '')]
}

/** Whether a file of the release is a lookup table of codes that are read. */
export const isCompared = (name: string): boolean => comparedTable(name) !== undefined

const labels: ReadonlyMap<string, string> = new Map(
  eoirCasesCodeLists.flatMap(({ entries }) =>
    entries.map(({ field, code, label }) => [`${field}\t${code}`, textIn(label, 'en')] as const)
  )
)
const fieldsRead = new Set([...labels.keys()].map(key => key.split('\t')[0]))

/** Texts are the same where only case, blanks and punctuation differ. */
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Compares a lookup table with the code lists. A code that stands several times agrees where one of its texts does. */
export function compareLookup(name: string, text: string): Compared {
  const table = comparedTable(name)
  const rows = rowsOf(text)
  if (table === undefined) return { changed: [], notes: [] }
  if (rows === undefined)
    return {
      changed: [],
      notes: [`${name} has no columns of codes and texts that are known: it was not compared`]
    }
  const told = new Map<string, Set<string>>()
  for (const row of rows)
    for (const field of table.fields(row)) {
      const key = `${field}\t${row.code}`
      told.set(key, (told.get(key) ?? new Set()).add(row.text ?? ''))
    }
  const changed = [...told].flatMap(([key, texts]) => {
    const label = labels.get(key)
    if (label === undefined || [...texts].some(each => plain(each) === plain(label))) return []
    const [field, code] = key.split('\t')
    return [
      `${table.shown ?? field} ${code} is “${label}” here, and “${[...texts].join('” or “')}” in ${name}`
    ]
  })
  const unknown = rows.filter(row => {
    const fields = table.fields(row).filter(field => fieldsRead.has(field))
    return table.is_whole && fields.length > 0 && !fields.some(field => labels.has(`${field}\t${row.code}`))
  })
  const notes = unknown.map(
    row => `${name} has ${table.fields(row)[0]} ${row.code} (“${row.text}”), which no code list has`
  )
  return { changed: [...new Set(changed)], notes: [...new Set(notes)] }
}

/** The rows by their columns in capitals, with the code and its text; undefined where these columns are not there. */
function rowsOf(text: string): Record<string, string>[] | undefined {
  const [header = '', ...lines] = text.replaceAll('\0', '').split(/\r?\n/)
  const names = header.split('\t').map(name => name.trim().toUpperCase())
  const code = names.findIndex(name => /^STR(DEC)?CODE$/.test(name))
  const label = names.findIndex(name => /^STR(DEC|CODE)?DESCRIPTION$/.test(name))
  if (code < 0 || label < 0) return undefined
  return lines.flatMap(line => {
    const fields = line.split('\t').map(field => field.trim())
    if (!fields[code]) return []
    const named = Object.fromEntries(names.map((name, i) => [name, fields[i] ?? '']))
    return [{ ...named, code: fields[code] ?? '', text: fields[label] ?? '' }]
  })
}
