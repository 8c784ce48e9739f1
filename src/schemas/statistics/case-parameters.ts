import { Type } from 'typebox'
import {
  type Dimension,
  type DimensionDefinition,
  dimensions,
  wordsOf
} from '../../vocabulary/measures/dimension.ts'
import { dateBases, yearBases } from '../../vocabulary/time/period.ts'
import { listOf, oneOf, releaseParameters, statisticsPage } from '../parameters.ts'

/** A column of statistics on cases: a dimension of the vocabulary, or `waiting_time`, which only they have. */
export type Column = Dimension

const word = Type.String({ minLength: 1, maxLength: 100 })

const describe = (name: Column): { words?: readonly string[]; text: string } => {
  const { kind, definition }: DimensionDefinition = dimensions[name]
  const countries = kind === 'country' ? ' ISO 3166 alpha-3, or UNK, XXA, OTHER.' : ''
  return { words: wordsOf(name), text: definition + countries }
}

/** The filters of statistics on cases; their values are the words in the rows. */
export const caseFilters = (names: readonly Column[]) =>
  Object.fromEntries(
    names.map(name => {
      const { words, text } = describe(name)
      const item = Type.Unsafe<string>(words ? Type.Enum([...words], { type: 'string' }) : word)
      const holds =
        name === 'application_type' ? `${text} Of cases: those that hold one such application.` : text
      return [name, listOf(item, holds)]
    })
  )

/** The dimensions of a row of the answer. */
export const dimensionColumns = (names: readonly Column[]) =>
  Object.fromEntries(
    names.map(name => {
      const { words } = describe(name)
      return [name, Type.Optional(words ? Type.Enum([...words], { type: 'string' }) : Type.String())]
    })
  )

export const sourceParameters = {
  source: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'Whose cases. May be left out where only one source has all that is asked.'
    })
  ),
  series: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, description: 'Which published table of the source.' })
  ),
  ...releaseParameters
}

const period = (description: string) =>
  Type.Optional(Type.String({ minLength: 4, maxLength: 22, description }))

export const periodParameters = (date_basis: string) => ({
  date_basis: oneOf(dateBases, date_basis),
  year_basis: oneOf(yearBases, 'How years run; fiscal years are named by the year in which they end.'),
  period_from: period('2024, FY2024, 2024-Q3, FY2024-Q1, 2024-11 or 2024-08-01..2024-08-15.'),
  period_to: period('As period_from; the whole of it is included.'),
  period: oneOf(['latest'], 'The last period that the release covers, as long as the finest one grouped by.')
})

export const pageParameters = (columns: readonly string[]) => ({
  sort: listOf(
    Type.String({ minLength: 2, maxLength: 100 }),
    'Columns of the answer, with - descending. What is not reported comes last. Default: as grouped.'
  ),
  ...statisticsPage,
  fields: listOf(
    Type.Enum([...columns], { type: 'string' }),
    'Only these columns, beside the dimensions; flags stay with their measure.'
  )
})

/** The reconciliation, which accounts for everything in scope; it refers to the schema of statistics on decisions. */
export const reconciliation = Type.Unsafe<unknown>({ $ref: 'Reconciliation#' })
