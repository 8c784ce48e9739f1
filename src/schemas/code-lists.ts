import { Type } from 'typebox'
import { exactly } from './envelope.ts'
import { orNull } from './reference.ts'

const text = Type.String()

export const CodeListSchema = exactly(
  { scheme: text, source: text, fields: Type.Array(text), codes: Type.Integer(), url: text },
  { $id: 'CodeList' }
)

export const CodeListEntry = exactly(
  {
    scheme: text,
    source: text,
    field: text,
    code: text,
    label: text,
    dimension: orNull(text, { description: 'What it decides, such as outcome; null: nothing by itself.' }),
    value: orNull(text, { description: 'What it becomes.' }),
    note: orNull(text)
  },
  { $id: 'CodeListEntry' }
)

export const SourceCodeSchema = exactly(
  { source: text, scheme: text, field: text, code: text, label: text, note: orNull(text) },
  { $id: 'SourceCode', description: 'A source’s own code.' }
)

export const codeListExample = {
  scheme: 'unhcr-dec-level',
  source: 'unhcr-asylum-decisions',
  fields: ['dec_level'],
  codes: 14,
  url: '/v1/code-lists/unhcr-dec-level'
}
export const codeListEntryExample = {
  scheme: 'unhcr-dec-level',
  source: 'unhcr-asylum-decisions',
  field: 'dec_level',
  code: 'FI',
  label: 'First instance',
  dimension: 'decision_stage',
  value: 'first_instance',
  note: null
}
export const sourceCodeExample = {
  source: 'unhcr-asylum-decisions',
  scheme: 'unhcr-dec-level',
  field: 'dec_level',
  code: 'FI',
  label: 'First instance',
  note: null
}
