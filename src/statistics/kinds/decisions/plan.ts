import { inOneText, said } from '../../../vocabulary/labels/texts/texts.ts'
import { bases, type Dimension, dimensionNames } from '../../../vocabulary/measures/dimension.ts'
import { type Measure, numeratorOf, type RateName, rates } from '../../../vocabulary/measures/measure.ts'
import { Problem } from '../../../vocabulary/problem.ts'
import type { Unit } from '../../../vocabulary/unit.ts'
import { isRate, isUnit, namedDimensions } from '../../question/check-question.ts'
import { isRecords } from '../../question/chosen.ts'
import { ownUnits } from '../../question/own-units.ts'
import type { Question } from '../../question/question.ts'
import { type Frame, hasColumn } from '../../rows/columns.ts'
import type { Family } from '../../rows/selection.ts'
import type { UnitSurvey } from '../../rows/survey.ts'

/** What will be counted: one unit of one release, its groups, splits and measures. */
export interface Plan {
  question: Question
  frame: Frame
  split_by: Dimension[]
  /** null where nothing is in scope and the table counts several units. */
  unit: Unit | null
  measures: Measure[]
  rates: RateName[]
  /** Rows of other units: in scope, and never added. */
  other_units: { unit: Unit; records: number }[]
}

/** The families of rows that the requested measures need. `count` is always one of them. */
export function familiesOf({ measures = [] }: Question): Family[] {
  return [
    'count',
    ...(measures.some(isRate) ? (['rate'] as const) : []),
    ...(measures.includes('published_total') ? (['published_total'] as const) : [])
  ]
}

/** Determines unit and splits from the rows in scope. Throws incompatible-units or unsupported-combination. */
export function makePlan(question: Question, frame: Frame, found: readonly UnitSurvey[]): Plan {
  refuseUnplaced(frame, found)
  const unit = unitOf(question, frame, found)
  const own = found.find(each => each.unit === unit)
  const always = alwaysSplit(question, frame)
  // Dimensions whose values are never added and that have several in scope (docs/rules/domain.md §1.4).
  const several = own?.several.filter(name => !frame.groups.includes(name) && !always.includes(name)) ?? []
  const split_by = [...always, ...several]
  const measures = [...new Set(question.measures ?? (unit ? [unit] : []))]
  return {
    question,
    frame: {
      ...frame,
      groups: [...frame.groups, ...split_by],
      levels_in_mixed: split_by.includes('source_level')
    },
    split_by,
    unit,
    measures,
    rates: measures.filter(isRate),
    other_units: found.filter(each => each.unit !== unit).map(({ unit, records = 0 }) => ({ unit, records }))
  }
}

/**
 * Dimensions by which every answer is split that leaves them open: those of the series (about.ts `never_added`), and
 * those that say what a dimension of the question rests on, so that no row hides it.
 */
export const alwaysSplit = (question: Question, { chosen, groups }: Frame): Dimension[] =>
  dimensionNames.filter(
    name =>
      (chosen.series.never_added?.includes(name) || isBasisOfAsked(name, question)) &&
      hasColumn(chosen, name) &&
      chosen.card.dimensions.includes(name) &&
      !groups.includes(name) &&
      question.filters?.[name]?.length !== 1
  )

const isBasisOfAsked = (name: Dimension, question: Question): boolean =>
  namedDimensions(question).some(asked => bases[name]?.includes(asked))

/**
 * Refuses published figures whose period is cut by a grouping or a bound, since they have no exact answer. A record in
 * this case is left out instead.
 */
function refuseUnplaced({ chosen, clock }: Frame, found: readonly UnitSurvey[]): void {
  if (isRecords(chosen) || found.every(each => each.unplaced === 0)) return
  throw new Problem(
    'unsupported-combination',
    said('figures_unplaced', {
      source: chosen.release.source,
      periods: [...clock.groups, clock.period_from, clock.period_to].filter(Boolean).join(', ')
    }),
    [{ parameter: clock.groups.length > 0 ? 'group_by' : 'period_from', code: 'unsupported-combination' }]
  )
}

function unitOf(question: Question, { chosen }: Frame, found: readonly UnitSurvey[]): Unit | null {
  const requested = question.unit ?? question.measures?.find(isUnit)
  if (requested) return requested
  // Records are counted in their own unit by default, even where they can also be counted in larger units.
  if (isRecords(chosen)) return chosen.subject.unit
  if (found.length > 1) {
    const units = found.map(({ unit, records = 0 }) => ({ unit, records }))
    throw new Problem(
      'incompatible-units',
      said('units_in_scope', {
        units: inOneText(
          units.map(({ unit, records }) => said('unit_with_records', { unit, n: records })),
          ', '
        )
      }),
      [{ parameter: 'unit', code: 'incompatible-units', did_you_mean: units.map(({ unit }) => unit) }],
      { units }
    )
  }
  const [only, ...others] = ownUnits(question, chosen)
  return found[0]?.unit ?? (others.length === 0 ? (only ?? null) : null)
}

/** A rate's parts in words: `fear_found + fear_not_found`. */
export const partsInWords = (rate: RateName): { numerator: string; denominator: string } => {
  const { denominator } = rates[rate]
  return {
    numerator: numeratorOf(rate).join(' + '),
    denominator: denominator === 'all' ? 'all decided' : denominator.join(' + ')
  }
}
