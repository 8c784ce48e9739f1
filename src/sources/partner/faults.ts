import { Errors } from 'typebox/value'
import { countryByCode } from '../../vocabulary/countries/country.ts'
import { type Outcome, outcomeDefinitions } from '../../vocabulary/outcome.ts'
import { isCalendarDay } from '../../vocabulary/time/day.ts'
import { type Declaration, Declaration as Schema } from './declaration.ts'
import { isPeriod, isWordOf, type SplitDimension, splitDimensions } from './dimensions.ts'
import { periodsIn } from './periods.ts'

/** Everything that is wrong with a partner's declaration, each with where it stands. Empty when it can be used. */
export function partnerFaults(document: unknown): string[] {
  const shape = Errors(Schema, document).filter(({ keyword }) => keyword !== 'boolean')
  if (shape.length > 0)
    return shape.map(({ instancePath, message, keyword, params }) => {
      const more = (params as { additionalProperties?: string[] }).additionalProperties
      const what =
        keyword === 'additionalProperties' && more ? `there is no field ${more.join(', ')}` : message
      return `${instancePath.slice(1) || 'partner.json'}: ${what}.`
    })
  const declaration = document as Declaration
  return [
    ...periodFaults(declaration),
    ...tableFaults(declaration),
    ...valueFaults(declaration),
    ...(declaration.country_of_asylum === undefined || countryByCode(declaration.country_of_asylum)
      ? []
      : ['country_of_asylum: is no country of ISO 3166 alpha-3.'])
  ]
}

function periodFaults({ period, tables, year_basis = 'calendar' }: Declaration): string[] {
  const { from, to } = period
  if (!isCalendarDay(from) || !isCalendarDay(to) || from > to)
    return ['period: from and to are days, and from is not after to.']
  const words = new Set(tables.flatMap(({ dimensions }) => dimensions.filter(isPeriod)))
  return [...words].flatMap(word =>
    periodsIn(period, word, year_basis)
      ? []
      : [
          `period: ${from} to ${to} are no whole ${word}s of the ${year_basis} basis, and a table tells the ${word}.`
        ]
  )
}

function tableFaults({ tables }: Declaration): string[] {
  const series = tables.map(table => table.series)
  return tables.flatMap(({ dimensions, rates = [] }, i) => [
    ...(series.indexOf(series[i] as string) < i ? [`tables/${i}/series: stands twice.`] : []),
    ...(dimensions.filter(isPeriod).length > 1 ? [`tables/${i}/dimensions: one period is enough.`] : []),
    ...(rates.length > 0 && !dimensions.includes('outcome')
      ? [`tables/${i}/rates: rates are made of outcomes, which the table does not tell.`]
      : [])
  ])
}

function valueFaults({ tables, values }: Declaration): string[] {
  const used = new Set(tables.flatMap(({ dimensions }) => dimensions))
  const stages = new Set(tables.map(({ decision_stage }) => decision_stage))
  return splitDimensions.flatMap(name => {
    const words = values[name]
    if (words === undefined)
      return used.has(name) ? [`values: ${name} is told by a table, so it needs the list of its values.`] : []
    if (!used.has(name)) return [`values/${name}: no table tells it.`]
    return words.flatMap(word => wordFaults(name, word, stages))
  })
}

function wordFaults(name: SplitDimension, word: string, stages: ReadonlySet<string>): string[] {
  if (!isWordOf(name, word)) return [`values/${name}: ${JSON.stringify(word)} is no word of it.`]
  if (name !== 'outcome') return []
  const at: readonly string[] | 'any' = outcomeDefinitions[word as Outcome].stages
  return at === 'any' || at.some(stage => stages.has(stage))
    ? []
    : [`values/outcome: ${word} is decided at no stage of a table.`]
}
