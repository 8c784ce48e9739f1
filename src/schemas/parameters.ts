import { type TSchema, Type } from 'typebox'
import { languages } from '../vocabulary/labels/language.ts'
import { type Dimension, type DimensionDefinition, dimensions } from '../vocabulary/measures/dimension.ts'
import { defaultMinN } from '../vocabulary/measures/measure.ts'
import { largestPageSize } from '../vocabulary/page-size.ts'

/** A parameter that takes several values: `a=X,Y` and `a=X&a=Y` say the same. */
export const listOf = <T extends TSchema>(items: T, description: string, examples?: unknown[]) =>
  Type.Optional(
    Type.Array(items, {
      minItems: 1,
      description,
      ...(examples ? { examples } : {})
    })
  )

/** One word of a closed list. */
export const oneOf = (values: readonly string[], description: string) =>
  Type.Optional(Type.Enum([...values], { type: 'string', description }))

export const languageParameter = {
  lang: Type.Optional(
    Type.Enum([...languages], {
      type: 'string',
      default: 'en',
      description:
        'Language of labels, sentences, pictures, caveats and problems: see the header Content-Language.'
    })
  )
}

/** Words beside codes, in the language of `lang`. */
export const labelsParameter = {
  labels: Type.Optional(
    Type.Boolean({
      default: false,
      description:
        'Labels in the language of lang: in CSV, NDJSON and Parquet a column <column>_label after each column of codes, in JSON meta.labels. The other formats have labels always.'
    })
  )
}

/** Parameters of statistics for paging, and the language of labels. */
export const statisticsPage = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: largestPageSize,
      description:
        'Cells a page: 100 in JSON unless said otherwise. The other formats give all unless a limit is set.'
    })
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'Where the next page starts: that of links.next.'
    })
  ),
  count: oneOf(['exact'], 'meta.total is always exact here.'),
  ...languageParameter,
  ...labelsParameter
}

/** Whether cells of unknown values are in a statistic. */
export const includeUnknown = Type.Optional(
  Type.Boolean({
    default: true,
    description: 'False leaves cells of unknown values out, and says how many.'
  })
)

/** How cells without rows are filled. */
export const fillParameter = oneOf(
  ['none', 'grid'],
  'none (unless said otherwise): a cell without rows is not in the answer. grid: every combination of the grouped values that can be, with every period of the time asked for, else of that covered. Values: those of a filter, else those in the answer. A cell without rows is 0 where the release surely leaves out nothing but zeros, else null, `not_reported`, or `partial` where its period or place is not covered whole.'
)

/** How many groups have rows of their own. */
export const topParameter = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: 50,
    description:
      'The so many largest groups of the first country or code that group_by names, by the first count asked for, else by the unit; all other groups together are one group, `rest`, counted from the facts. All rows are on one page, the largest groups first. meta.top says how many groups are in the rest.'
  })
)

/** The parameter `intervals` of statistics without rates, where `true` is refused. */
export const refusedIntervals = Type.Optional(
  Type.Boolean({ description: 'Refused where it is true: there is no share here.' })
)

/** Whether only the size of the answer is estimated. */
export const dryRun = Type.Optional(
  Type.Boolean({
    default: false,
    description: 'Answers how many cells there would be, and counts nothing.'
  })
)

/** The smallest n of a rate or duration; with fewer it is null, `low_n`. */
export const minN = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: defaultMinN, description }))

/** The first or last day of a range, inclusive. Each bound works alone. */
export const dayBound = (description: string) => Type.Optional(Type.String({ format: 'date', description }))

const code = Type.String({ minLength: 1, maxLength: 100 })

const itemsOf = ({ kind, values }: DimensionDefinition): TSchema =>
  kind === 'boolean' ? Type.Boolean() : values ? Type.Enum([...values], { type: 'string' }) : code

type ValueOf<D extends Dimension> = (typeof dimensions)[D]['kind'] extends 'boolean' ? boolean : string

/** The filter parameter of a dimension, with the values and the description of its definition in the vocabulary. */
export const filterOf = <D extends Dimension>(dimension: D) => {
  const definition: DimensionDefinition = dimensions[dimension]
  return listOf(
    Type.Unsafe<ValueOf<D>>(itemsOf(definition)),
    definition.kind === 'country'
      ? `${definition.definition} ISO 3166 alpha-3, or UNK, XXA, OTHER.`
      : definition.definition
  )
}

/** Filters of several dimensions, in this order. */
export const filterParameters = <const names extends readonly Dimension[]>(names: names) =>
  Object.fromEntries(names.map(name => [name, filterOf(name)])) as {
    [name in names[number]]: ReturnType<typeof filterOf<name>>
  }

/** The day whose current releases answer. */
export const asOfParameter = {
  as_of: Type.Optional(
    Type.String({ format: 'date', description: 'Answers from the release that was current on that day.' })
  )
}

/** Which release answers: parameters of every endpoint that reads releases. */
export const releaseParameters = {
  release: listOf(code, 'Pins a release by its label, one a source. Left out, the current release answers.'),
  ...asOfParameter
}

/** Parameters of every list. `sorts`: the columns by which it can be sorted, ascending or descending. */
export const listParameters = (
  sorts: readonly string[],
  fields: readonly string[],
  usual = `-${sorts[0]}`
) => ({
  sort: Type.Optional(
    Type.Enum(
      sorts.flatMap(sort => [`-${sort}`, sort]),
      {
        type: 'string',
        default: usual,
        description:
          'Ascending, or with - descending. Rows without a date come last in descending order and first in ascending order.'
      }
    )
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: largestPageSize,
      description:
        'Rows a page: 100 in JSON unless said otherwise. CSV and NDJSON give every row unless a limit is set.'
    })
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description:
        'Where the next page starts: the cursor of links.next. It belongs to one query and one release.'
    })
  ),
  fields: listOf(
    Type.Enum([...fields], { type: 'string' }),
    'Only these fields, beside source, release and synthetic.'
  ),
  count: Type.Optional(
    Type.Enum(['exact'], { type: 'string', description: 'Counts all rows of the list: meta.total.' })
  ),
  ...languageParameter,
  ...labelsParameter
})

/** The id of a record in a path, as answers give it. */
export const idParameter = (of: string) =>
  Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '^[a-z0-9:_-]+$',
    description: `The ${of}’s id, such as documented:1.`
  })
