import t from 'tap'
import type { ReleaseSet } from '../../src/snapshot/release-set.ts'
import { subjects } from '../../src/statistics/kinds/subject.ts'
import type { Question } from '../../src/statistics/question/question.ts'
import { absentRowMeanings } from '../../src/vocabulary/measures/reporting.ts'
import { answer } from './answered.ts'
import { asMany, dice } from './dice.ts'
import { releaseSet } from './fixture.ts'
import { type Figure, type MadeUp, madeUpTable, values } from './made-up-holdings.ts'

/** Questions that each table is asked by default. */
const each = 10
const rateNames = ['total_protection_rate', 'refugee_recognition_rate']

type Answer = Awaited<ReturnType<typeof answer>>
type Row = Answer['data'][number]
type Missing = Answer['meta']['missing'][number]

const groups: Record<string, string> = {
  refugee_status_granted: 'refugee_status',
  subsidiary_protection_granted: 'complementary_protection',
  rejected: 'rejected'
}
const yearOf = (period: string): string => period.slice(0, 4)

/** What differs from the truth, in words. */
function faultsOf({ truth, has_totals, made }: MadeUp, question: Question, { data, meta }: Answer): string[] {
  const { filters = {}, group_by = [], measures = [] } = question
  const { absent_row } = made.series_about?.reporting ?? {}
  const isOfDimension = (name: string): boolean => truth[0]?.dims[name] !== undefined
  const scope = truth.filter(({ dims }) =>
    Object.entries(filters).every(([name, own]) => !isOfDimension(name) || own.includes(dims[name] as string))
  )
  const wordOf = ({ dims }: Figure, name: string): string | undefined =>
    name === 'outcome_group'
      ? groups[dims.outcome as string]
      : name === 'year'
        ? yearOf(dims.period as string)
        : name === 'quarter'
          ? dims.period
          : dims[name]
  const isIn =
    (row: Row) =>
    (figure: Figure): boolean =>
      group_by.every(name => wordOf(figure, name) === row[name])
  const sum = (figures: Figure[]): number => figures.reduce((all, { value }) => all + value, 0)
  const faults: string[] = []
  const isOpenNationality = !group_by.includes('nationality') && filters.nationality === undefined
  const matches =
    ({ dimension, values: own, period, country_of_asylum, nationality }: Missing) =>
    ({ dims, is_told }: Figure): boolean =>
      (!is_told || (dimension === 'nationality' && isOpenNationality) || has_totals) &&
      dims.period === period &&
      (country_of_asylum === undefined || dims.country_of_asylum === country_of_asylum) &&
      (nationality === undefined || dims.nationality === nationality) &&
      (!isOfDimension(dimension) || own.length === 0 || own.includes(dims[dimension] as string))
  for (const missing of meta.missing)
    if (
      !(measures.length > 0 && measures.some(name => rateNames.includes(name)) ? truth : scope).some(
        matches(missing)
      )
    )
      faults.push(`nothing was taken out that ${JSON.stringify(missing)} names`)
  for (const row of data) {
    // Totals that stand in for parts have a cell of their own.
    if (group_by.some(name => row[name] === 'not_split')) continue
    const own = scope.filter(isIn(row))
    const flags = row.flags as Record<string, string[]>
    const isWhole = own.every(({ is_told }) => is_told)
    for (const name of measures) {
      const value = row[name] as number | null
      const isPartial = flags[name]?.includes('partial') ?? false
      const isRate = rateNames.includes(name)
      const outcomes = values.outcome.slice(0, name === 'total_protection_rate' ? 2 : 1)
      const rateIn = (figures: Figure[]): number =>
        sum(figures.filter(({ dims }) => outcomes.includes(dims.outcome as string))) / sum(figures)
      const truly = isRate ? rateIn(own) : sum(own)
      const say = (what: string) =>
        faults.push(`${name} of ${JSON.stringify(row)} ${what}; the truth is ${truly}`)
      const isSame = value !== null && Math.abs(value - truly) < (isRate ? 1e-6 : 0.5)
      if (value === null) {
        if (isWhole && own.length > 0 && !flags[name]?.includes('low_n')) say('is null, and all is told')
      } else if (!isPartial) {
        if (!isSame) say('is wrong')
      } else {
        if (isWhole && !(absent_row === 'not_told' && isOpenNationality)) say('is partial, and all is told')
        if (!isRate && value > truly) say('is more')
        if (isRate && !has_totals) {
          const told = rateIn(own.filter(({ is_told }) => is_told))
          if (Math.abs(value - told) > 1e-6) say(`is not ${told}, which stands for those that told`)
        }
        if (!meta.missing.some(missing => own.some(matches(missing)))) say('is partial, and nothing is named')
      }
    }
  }
  return faults
}

function ask(roll: () => number, { made, truth }: MadeUp): Question {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T
  const isOfLevels = made.series_about?.reporting?.absent_row === 'rounded_zero'
  const isRate = roll() < 0.35
  const names = (Object.keys(values) as (keyof typeof values)[]).filter(
    name => truth[0]?.dims[name] !== undefined && !(isRate && name === 'outcome')
  )
  const filters: Record<string, string[]> = isOfLevels ? { decision_stage: ['first_instance'] } : {}
  for (const name of names)
    if (roll() < 0.3)
      filters[name] = [
        ...new Set(Array.from({ length: 1 + Math.floor(roll() * 2) }, () => pick(values[name])))
      ]
  const periods = isOfLevels ? ['year'] : ['year', 'quarter']
  const group_by = [...names, pick(periods), ...(isRate ? [] : ['outcome_group'])]
    .filter(name => name !== 'outcome_group' || roll() < 0.2)
    .sort(() => roll() - 0.5)
    .slice(0, Math.floor(roll() * 4))
    .filter((name, _, all) => name !== 'outcome_group' || !all.includes('outcome'))
  const own = pick(truth).dims.period as string
  // A bound inside a year cuts the year.
  const period = group_by.includes('year') ? yearOf(own) : own
  const bound = roll()
  return {
    ...{ subject: subjects.decisions, source: 'made-up', filters, group_by, min_n: 1 },
    measures: isRate ? rateNames : ['persons'],
    ...(roll() < 0.4 ? { fill: 'grid' } : {}),
    ...(bound < 0.3 ? { period_from: period } : bound < 0.5 ? { period_from: period, period_to: period } : {})
  } as unknown as Question
}

/** Whether a figure lies in the bounds of a question. */
const inBounds =
  ({ period_from, period_to }: Question) =>
  ({ dims }: Figure): boolean =>
    (dims.period as string) >= (period_from ?? '') && (dims.period as string) <= `${period_to ?? '9'}~`

async function askTable(set: ReleaseSet, table: MadeUp, roll: () => number) {
  const found = { asked: 0, cells: 0, faults: [] as string[] }
  for (let i = 0; i < asMany(each); i++) {
    const question = ask(roll, table)
    const inside = { ...table, truth: table.truth.filter(inBounds(question)) }
    const answered = await answer(set, question)
    found.asked++
    found.cells += answered.data.length
    const { subject: _, ...shown } = question
    const faults = faultsOf(inside, question, answered)
    if (faults.length > 0) found.faults.push(`${JSON.stringify(shown)}: ${faults.slice(0, 3).join('; ')}`)
  }
  return found
}

for (const absent_row of absentRowMeanings)
  for (const has_totals of [false, true])
    t.test(
      `${absent_row}, ${has_totals ? 'with' : 'without'} totals: no number differs from the truth`,
      { timeout: 800_000 },
      async t => {
        const roll = dice(20_261_129 + absentRowMeanings.indexOf(absent_row) * 2 + Number(has_totals))
        let asked = 0
        let cells = 0
        for (let i = 0; i < 4; i++) {
          const table = madeUpTable(roll, absent_row, has_totals)
          const found = await askTable(await releaseSet(t, [table.made]), table, roll)
          asked += found.asked
          cells += found.cells
          for (const fault of found.faults.slice(0, 3)) t.fail(fault)
          t.equal(found.faults.length, 0, 'answers with a fault')
        }
        t.ok(cells > asked, `${asked} questions, ${cells} cells`)
      }
    )
