import type { TSchema } from 'typebox'
import { Errors } from 'typebox/value'
import { countryFromCode } from '../../vocabulary/countries/country.ts'
import { isCalendarDay } from '../../vocabulary/time/day.ts'
import { type CaseEvent, DocumentedCases, type DocumentedCasesFile, eventSchemas } from './schema.ts'

/** Names of fields that somebody may want to add and that are never kept: they would identify a person or a place. */
const identifying = /name|number|birth|address|city|town|place|prison|facility|phone|mail|passport/i

/** Texts that look like a person's file number, mail address or telephone. */
const identifyingText = /\bA[- #]?\d{3}[- ]?\d{3}[- ]?\d{3}\b|\b[\w.+-]+@[\w-]+\.\w+|\+\d[\d ()-]{8,}/

/**
 * Everything that is wrong with a file of documented cases, each with where it stands, such as
 * `cases/0/events/1/outcome`. Empty when the file can be read.
 */
export function documentedFaults(document: unknown): string[] {
  const shape = faultsAgainst(DocumentedCases, document, '')
  if (shape.length > 0) return shape
  const file = document as DocumentedCasesFile
  const events = file.cases.flatMap((each, at) =>
    each.events.flatMap((event, index) =>
      faultsAgainst(eventSchemas[event.event], event, `cases/${at}/events/${index}`)
    )
  )
  return events.length > 0
    ? events
    : [
        ...repeatedIds(file),
        ...unknownReports(file),
        ...unknownCountries(file),
        ...impossibleDates(file),
        ...identifyingTexts(file)
      ]
}

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

function repeatedIds(file: DocumentedCasesFile): string[] {
  const twice = (ids: (string | number)[], what: string): string[] =>
    [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(
      id => `${what} ${id} stands twice: ids are unique in the file.`
    )
  return [
    ...twice(
      file.reports.map(({ id }) => id),
      'report'
    ),
    ...twice(
      file.cases.map(({ id }) => id),
      'case'
    ),
    ...twice(
      file.cases.flatMap(({ events }) => events.flatMap(event => ('id' in event ? [event.id] : []))),
      'event'
    )
  ]
}

function unknownReports(file: DocumentedCasesFile): string[] {
  const known = new Set(file.reports.map(({ id }) => id))
  return file.cases.flatMap(({ report, events }, at) =>
    [
      { report, where: `cases/${at}` },
      ...events.map((event, index) => ({ report: event.report, where: `cases/${at}/events/${index}` }))
    ]
      .filter(each => !known.has(each.report))
      .map(each => `${each.where}: there is no report "${each.report}" in the file.`)
  )
}

/** Dates that do not exist, lie before 1950 or lie after the report of the event. */
function impossibleDates(file: DocumentedCasesFile): string[] {
  const published = new Map(file.reports.map(({ id, published_on }) => [id, published_on]))
  return file.cases.flatMap(({ events }, at) =>
    events.flatMap((event, index) => {
      if (!('date' in event) || event.date === undefined) return []
      const first = `${event.date}${'-01-01'.slice(event.date.length - 4)}`
      const exists = first >= '1950' && isCalendarDay(first)
      if (exists && first <= (published.get(event.report) ?? first)) return []
      return [`cases/${at}/events/${index}/date: ${event.date} is no day, or lies after the report.`]
    })
  )
}

const isCountry = (code: string): boolean => code === 'OTHER' || countryFromCode('iso3', code) !== undefined

const countriesOf = (event: CaseEvent): string[] =>
  event.event === 'return' ? [event.country_of_return] : []

function unknownCountries(file: DocumentedCasesFile): string[] {
  return file.cases.flatMap(({ nationality, events }, at) =>
    [nationality, ...events.flatMap(countriesOf)]
      .filter(code => !isCountry(code))
      .map(
        code => `cases/${at}: ${code} is no country code. Use ISO 3166-1 alpha-3, UNK where it is not known.`
      )
  )
}

function identifyingTexts(file: DocumentedCasesFile): string[] {
  return file.cases.flatMap((each, at) =>
    identifyingText.test(JSON.stringify(each))
      ? [
          `cases/${at}: holds what looks like a file number, a mail address or a telephone number. Leave it out.`
        ]
      : []
  )
}
