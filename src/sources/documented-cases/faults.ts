import type { TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { countryFromCode } from '../../vocabulary/countries/country.ts'
import { isCalendarDay } from '../../vocabulary/time/day.ts'
import { type FileItem, itemsOf } from './items.ts'
import { type DocumentedCasesFile, eventSchemas, type FileFormat, fileSchemas } from './schema.ts'

/** Names of fields that somebody may want to add and that are never kept: they would identify a person or a place. */
const identifying = /name|number|birth|address|city|town|place|prison|facility|phone|mail|passport/i

/** Texts that look like the age of a person. */
const age = /\b\d{1,3}[- ]years?[- ]old\b|\b(aged|age of) \d|\bin (his|her|their) (teens|\d0s)\b/i

/** A quotation is short, so that a report is cited and not copied. */
const longestQuotation = 25

/** Texts that look like a person's file number, mail address or telephone. */
const identifyingText = /\bA[- #]?\d{3}[- ]?\d{3}[- ]?\d{3}\b|\b[\w.+-]+@[\w-]+\.\w+|\+\d[\d ()-]{8,}/

/**
 * Everything that is wrong with a file of documented cases, each with where it stands, such as
 * `cases/0/events/1/outcome`. Empty when the file can be read.
 */
export function documentedFaults(document: unknown): string[] {
  const format = formatOf(document)
  if (format === undefined)
    return [`format: must be ${formats.map(each => `documented-cases/${each}`).join(' or ')}.`]
  const shape = faultsAgainst(fileSchemas[format], document, '')
  if (shape.length > 0) return shape
  const file = document as DocumentedCasesFile
  const schemas: Record<string, TSchema> = eventSchemas[format]
  const events = file.cases.flatMap((each, at) =>
    each.events.flatMap((event, index) =>
      faultsAgainst(schemas[event.event] as TSchema, event, `cases/${at}/events/${index}`)
    )
  )
  if (events.length > 0) return events
  const items = itemsOf(file)
  return [
    ...repeatedIds(file, items),
    ...items.flatMap(each => [
      ...unknownReport(file, each),
      ...unknownGroup(file, each),
      ...unknownCountries(each),
      ...impossibleDates(file, each),
      ...longQuotation(each),
      ...identifyingTexts(each)
    ])
  ]
}

const formats = [1, 2] as const satisfies FileFormat[]
const formatOf = (document: unknown): FileFormat | undefined =>
  formats.find(each => (document as { format?: unknown } | null)?.format === `documented-cases/${each}`)

function faultsAgainst(schema: TSchema, value: unknown, under: string): string[] {
  return Errors(schema, value)
    .filter(({ keyword }) => keyword !== 'boolean')
    .flatMap(error => inWords(error, under))
}

type Fault = ReturnType<typeof Errors>[number]

function inWords({ keyword, instancePath, params, message }: Fault, under: string): string[] {
  const where = [under, instancePath.slice(1)].filter(Boolean).join('/') || 'the file'
  const { additionalProperties, requiredProperties, allowedValues } = params as Record<string, string[]>
  if (keyword === 'additionalProperties')
    return (additionalProperties ?? []).map(field =>
      identifying.test(field)
        ? `${where}: "${field}" is not kept. Names, numbers and exact places never stand in a documented case.`
        : `${where}: there is no field "${field}".`
    )
  if (keyword === 'required') return (requiredProperties ?? []).map(field => `${where}: needs "${field}".`)
  if (keyword === 'enum') return [`${where}: must be one of ${(allowedValues ?? []).join(', ')}.`]
  return [`${where}: ${message}.`]
}

function repeatedIds({ reports }: DocumentedCasesFile, items: readonly FileItem[]): string[] {
  const twice = (ids: (string | number)[], what: string): string[] =>
    [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(
      id => `${what} ${id} stands twice: ids are unique in the file.`
    )
  const idsOf = (isCase: boolean) =>
    items.flatMap(each => (each.isCase === isCase && 'id' in each.item ? [each.item.id] : []))
  return [
    ...twice(
      reports.map(({ id }) => id),
      'report'
    ),
    ...twice(idsOf(true), 'case'),
    ...twice(idsOf(false), 'event')
  ]
}

const unknownReport = ({ reports }: DocumentedCasesFile, { where, item: { report } }: FileItem): string[] =>
  reports.some(({ id }) => id === report) ? [] : [`${where}: there is no report "${report}" in the file.`]

function unknownGroup({ groups = [] }: DocumentedCasesFile, { where, item }: FileItem): string[] {
  if (!('group' in item) || item.group === undefined || groups.some(({ id }) => id === item.group)) return []
  return [`${where}: there is no group ${item.group} in the file.`]
}

/** Dates that do not exist, lie before 1950 or lie after the report of the event, where its day is known. */
function impossibleDates({ reports }: DocumentedCasesFile, { where, item }: FileItem): string[] {
  const report = reports.find(({ id }) => id === item.report)
  return (['date', 'period_from', 'period_to'] as const).flatMap(field => {
    const date = (item as Partial<Record<typeof field, string>>)[field]
    if (date === undefined) return []
    const first = `${date}${'-01-01'.slice(date.length - 4)}`
    const exists = first >= '1950' && isCalendarDay(first)
    return exists && first <= (report?.published_on ?? first)
      ? []
      : [`${where}/${field}: ${date} is no day, or lies after the report.`]
  })
}

const isCountry = (code: string): boolean => code === 'OTHER' || countryFromCode('iso3', code) !== undefined
const countryFields = ['nationality', 'country_of_asylum', 'country_of_return', 'entered_from'] as const

const unknownCountries = ({ where, item }: FileItem): string[] =>
  countryFields
    .flatMap(field => (item as Partial<Record<(typeof countryFields)[number], string>>)[field] ?? [])
    .filter(code => !isCountry(code))
    .map(code => `${where}: ${code} is no country code. Use ISO 3166-1 alpha-3, UNK where it is not known.`)

function longQuotation({ where, item }: FileItem): string[] {
  if (!('quotation' in item) || item.quotation === undefined) return []
  const words = item.quotation.split(/\s+/).filter(Boolean).length
  return words <= longestQuotation
    ? []
    : [
        `${where}/quotation: has ${words} words. At most ${longestQuotation} are quoted: say the rest in your own words.`
      ]
}

function identifyingTexts({ where, item }: FileItem): string[] {
  // The events of a case are items of their own.
  const text = JSON.stringify({ ...item, events: undefined })
  return [
    ...(identifyingText.test(text)
      ? [`${where}: holds what looks like a file number, a mail address or a telephone number. Leave it out.`]
      : []),
    ...(age.test(text) ? [`${where}: holds what looks like an age. Leave it out.`] : [])
  ]
}
