import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { type Dimension, dimensions } from '../../vocabulary/measures/dimension.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import { parsePeriod } from '../../vocabulary/time/period.ts'
import type { Question } from '../question/question.ts'
import type { Frame } from '../rows/columns.ts'
import { type Holdings, keyText, type MissingFigure, unitText } from './lack.ts'
import { outcomeWords, wordOf } from './part-needs.ts'

/** What the release does not tell of one cell. */
export interface Verdict {
  /** Values that the question names and that are told nowhere in the cell: its numbers are not reported. */
  unreported: readonly MissingFigure[]
  /** What is missing of what the cell adds: a count is then a lower bound. */
  missing: readonly MissingFigure[]
  is_one_sided: boolean
}

/** What is lacking of the values that a question names. */
interface Named {
  unreported: MissingFigure[]
  partly: readonly MissingFigure[]
}

const nothing: readonly MissingFigure[] = []

/** Judges the cells of an answer one by one, by their words. */
export function judgeOf(
  holdings: Holdings,
  { groups, clock }: Frame,
  filters: Filters
): (words: ResultRow['words']) => Verdict {
  const keys = groups.filter(name => dimensions[name].kind !== 'period')
  const spans = spansOf(holdings, clock)
  const hasNames = holdings.named.size > 0
  return words => {
    const key = keys.map(name => words[name] as string)
    const froms = spans(clock.groups.map(name => words[name] as string))
    const found = holdings.lacks.get(keyText(key))?.filter(({ from }) => froms.includes(from)) ?? nothing
    const own = withMembers(
      found,
      holdings.untoldMembers ? froms.flatMap(from => holdings.untoldMembers?.(key, from) ?? []) : nothing
    )
    const { unreported, partly }: Named = hasNames ? namedIn(key, froms) : { unreported: [], partly: nothing }
    // What a cell is made of matters only where something of it is missing.
    if (own.length > 0) {
      const told = holdings.unitsIn(key, froms)
      unreported.push(...lostIn(own, told, namesOf(key, keys, filters), holdings))
      // Rows that all say that nothing is reported.
      if (told.length === 0) unreported.push(...own)
    }
    return {
      unreported,
      missing: partly.length === 0 ? own : [...own, ...partly],
      get is_one_sided() {
        return holdings.isOneSided(key, froms)
      }
    }
  }

  /** What is lacking of the values that the question names: told nowhere in the cell, or in some of its periods not. */
  function namedIn(key: readonly string[], froms: readonly string[]): Named {
    const namedHere = [...holdings.named].map(
      ([dimension, values]) =>
        [dimension, values.filter(value => isOfCell(dimension, value, keys, key))] as const
    )
    const unreported = namedHere.flatMap(([dimension, values]) =>
      values
        .filter(value => !froms.some(from => holdings.tells(key, from, dimension, value)))
        .flatMap(value => froms.map(from => filterLack({ key, from, dimension, values: [value] }, false)))
    )
    const partly = froms.flatMap(from =>
      namedHere.flatMap(([dimension, values]) => {
        const missing = values.filter(value => !holdings.tells(key, from, dimension, value))
        return missing.length === 0
          ? []
          : [filterLack({ key, from, dimension, values: missing }, missing.length < values.length)]
      })
    )
    return { unreported, partly }
  }
}

/** What is missing, and members of groups of which nothing nearer is known. */
function withMembers(
  lacks: readonly MissingFigure[],
  members: readonly MissingFigure[]
): readonly MissingFigure[] {
  if (members.length === 0) return lacks
  const known = new Set(
    lacks.flatMap(({ from, dimension, values, nationality }) =>
      [...values, nationality].map(
        code => `${from} ${nationality === code ? 'nationality' : dimension} ${code}`
      )
    )
  )
  const others = members.flatMap(lack => {
    const values = lack.values.filter(code => !known.has(`${lack.from} ${lack.dimension} ${code}`))
    return values.length === 0 ? [] : [{ ...lack, values }]
  })
  return [...lacks, ...others]
}

type Filters = NonNullable<Question['filters']>

/**
 * Values that a filter names and a period does not tell. Where it tells some of them, parts are missing; where it tells
 * none, the period is.
 */
const filterLack = (
  of: Pick<MissingFigure, 'key' | 'from' | 'dimension' | 'values'>,
  is_part: boolean
): MissingFigure => ({
  ...of,
  kind: is_part && of.dimension !== 'country_of_asylum' && of.dimension !== 'nationality' ? 'part' : 'unit',
  reporter: '',
  nationality: ''
})

/** Whether a cell can have a value that a filter names: one of an outcome group has no outcomes of another. */
const isOfCell = (
  dimension: Dimension,
  value: string,
  keys: readonly Dimension[],
  key: readonly string[]
): boolean =>
  dimension !== 'outcome' ||
  outcomeWords.every(word => {
    const at = keys.indexOf(word)
    return at < 0 || key[at] === wordOf(word, value)
  })

/** The words of dimensions that a cell is about, by its own groups or by a filter. */
const namesOf = (
  key: readonly string[],
  keys: readonly Dimension[],
  filters: Filters
): [Dimension, string][] => [
  ...keys.map((name, i): [Dimension, string] => [name, key[i] as string]),
  ...(Object.entries(filters) as [Dimension, readonly string[]][]).flatMap(([name, values]) =>
    keys.includes(name)
      ? []
      : values
          .filter(value => isOfCell(name, value, keys, key))
          .map((value): [Dimension, string] => [name, value])
  )
]

/** The lacks of what the question names and no unit of the cell tells. */
function lostIn(
  lacks: readonly MissingFigure[],
  units: readonly string[],
  names: readonly [Dimension, string][],
  { outcomes }: Holdings
): MissingFigure[] {
  if (units.length === 0 || !lacks.some(({ kind }) => kind === 'part')) return []
  return names.flatMap(([name, word]) => {
    const isWord = name === 'outcome_group' || name === 'effect'
    const dimension = isWord ? 'outcome' : name
    const own = lacks.filter(lack => lack.kind === 'part' && lack.dimension === dimension)
    const values = isWord ? outcomes.filter(value => wordOf(name, value) === word) : [word]
    if (own.length === 0 || values.length === 0) return []
    const lost = new Set(own.flatMap(lack => lack.values.map(value => `${unitText(lack)} ${value}`)))
    const isLost = units.every(unit => values.every(value => lost.has(`${unit} ${value}`)))
    return isLost ? own.filter(lack => lack.values.some(value => values.includes(value))) : []
  })
}

/**
 * Why a cell without rows has no number: undefined for a true zero, `rounded` for one of rounded figures, `partial`
 * where it is a zero in some periods of the cell alone.
 */
export function absenceIn(
  holdings: Holdings,
  { groups, clock }: Frame,
  zero: 'rounded' | undefined
): (words: ResultRow['words']) => CellStatus | undefined {
  const keys = groups.filter(name => dimensions[name].kind !== 'period')
  const spans = spansOf(holdings, clock)
  return words => {
    const key = keys.map(name => words[name] as string)
    const froms = spans(clock.groups.map(name => words[name] as string))
    const zeros = froms.filter(from => holdings.isZero(key, from)).length
    if (zeros === 0) return 'not_reported'
    return zeros === froms.length ? zero : 'partial'
  }
}

/** The first days of the series' periods that lie in the periods of a cell, or else in the bounds that are asked for. */
function spansOf(
  { periods }: Holdings,
  { from = '', to = '9999', year_basis }: Frame['clock']
): (labels: readonly string[]) => string[] {
  const found = new Map<string, string[]>()
  return labels => {
    const label = labels.at(-1) ?? ''
    const known = found.get(label)
    if (known) return known
    const period = parsePeriod(label, year_basis)
    const [first, last] = [
      period && period.from > from ? period.from : from,
      period && period.to < to ? period.to : to
    ]
    const froms = periods.filter(each => each.from >= first && each.to <= last).map(each => each.from)
    found.set(label, froms)
    return froms
  }
}
