import type { Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { rollupsOf } from '../../src/rollups.ts'
import { figureSubjectsOf, type ReleaseEntry } from '../../src/snapshot/card.ts'
import { type OpenSnapshots, openSnapshots } from '../../src/snapshot/snapshots.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { subjects } from '../../src/statistics/kinds/subject.ts'
import type { Question } from '../../src/statistics/question/question.ts'
import { isAggregate } from '../../src/vocabulary/countries/aggregate.ts'
import { textIn } from '../../src/vocabulary/labels/texts/texts.ts'
import { type Rate, type RateName, rates } from '../../src/vocabulary/measures/measure.ts'
import { pathOf } from '../acceptance/published-files.ts'
import type { Fill } from '../loaded.ts'
import { service } from '../service.ts'
import { answer } from './answered.ts'
import { type Asked, type Expected, expect, type Fact, factsOf, type Sums } from './brute-force.ts'
import { asMany, dice, seedOf } from './dice.ts'
import { gather } from './gather.ts'

/** A published file that questions are put to. */
export interface Published {
  source: string
  file: string
  release: string
  series?: string | undefined
}

const tables = { decisions: 'decisions', cases: 'cases', returns: 'returns' } as const
/** Only published figures are about applications. */
type Told = keyof typeof tables | 'applications'

export interface Loaded {
  release: ReleaseEntry
  subject: Told
  table: 'published_counts' | keyof typeof tables
  facts: Fact[]
  byPlace: Map<string, Fact[]>
  /** The dimension by which questions on a large table are kept small. */
  place: string
}

/**
 * Puts random questions to every table there is, and holds each answer against a naive count over the rows as they
 * stand in Postgres: its cells, what is left out, the identity of its reconciliation, and its rates. What a table is
 * asked depends on its name and its rows alone, and on no other table. `each`: how many questions a table is asked by
 * default (asMany). `published`: files that are imported besides.
 */
export async function askAtRandom(
  t: Test,
  { published = [], each, seed, fill }: { published?: Published[]; each: number; seed: number; fill?: Fill }
): Promise<void> {
  const { database, dataDir } = await service(t, {}, fill)
  const context = { database, dataDir, sources: sourceRegistry }
  for (const { source, file, release, series } of published)
    await importRelease(context, { source, paths: [pathOf(file)], release, ...(series ? { series } : {}) })
  const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
  t.teardown(() => snapshots.close())
  for (const release of snapshots.current().releases)
    for (const [subject, table] of told(release)) {
      const facts = (await factsOf(database.pool, release.release_id, table, undefined, subject)).filter(
        isOfCountry
      )
      const place = release.tables[table]?.dimensions.includes('nationality')
        ? 'nationality'
        : 'country_of_return'
      const byPlace = gather(facts, ({ dims }) => dims[place] as string)
      await askTable(t, snapshots, { release, subject, table, facts, byPlace, place }, { each, seed })
    }
}

/** Puts questions to one table until enough of them are answered; the others ask for nothing that there is. */
async function askTable(
  t: Test,
  snapshots: OpenSnapshots,
  asking: Loaded,
  { each, seed }: { each: number; seed: number }
): Promise<void> {
  const { release, subject, table, facts, byPlace, place } = asking
  const isAlone = told(release).length === 1 || table !== 'published_counts'
  const name = `${release.source} ${release.release} ${isAlone ? table : `${table} ${subject}`}`
  const roll = dice(seed ^ seedOf(name))
  const enough = asMany(each)
  let answered = 0
  let left_out = 0
  await snapshots.use(async set => {
    for (let i = 0; answered < enough && i < enough * 2; i++) {
      const { question, asked } = ask(roll, asking)
      const rows = (asked.filters[place] ?? [...byPlace.keys()]).flatMap(code => byPlace.get(code) ?? [])
      const expected = expect(rows, asked, seriesOf(release), rulesOf(release, question), {
        facts,
        told: release.tables[table]?.dimensions ?? []
      })
      const problem = await compare(() => answer(set, question), question, asked, expected)
      if (problem === undefined) continue
      answered++
      if (Object.keys(expected.left_out).length > 0) left_out++
      const { subject: _, ...shown } = question
      if (problem !== '') t.fail(`${JSON.stringify(shown)}: ${problem}`)
    }
  })
  t.ok(
    answered >= enough * 0.9,
    `${name}, ${facts.length} rows: ${answered} questions were answered, and ${left_out} of the answers leave something out`
  )
}

/**
 * Whether a row is of a country, and not of an aggregate that the publisher prints beside countries: what those answer is
 * counted in acceptance/aggregates.
 */
export const isOfCountry = ({ dims: { country_of_asylum } }: Fact): boolean =>
  !isAggregate(country_of_asylum as string)

/** The countries of a table with aggregates, which each question to it names, so that no aggregate answers. */
function countriesBeside(release: ReleaseEntry, facts: readonly Fact[]): string[] {
  const covered = release.coverage.country_of_asylum
  if (covered === 'all' || !covered.some(isAggregate)) return []
  return [...new Set(facts.map(({ dims }) => dims.country_of_asylum as string))]
}

/** What a release can be asked of, and the table that tells it. */
export function told(release: ReleaseEntry): [Loaded['subject'], Loaded['table']][] {
  const having = (['decisions', 'cases', 'returns'] as const).filter(table => release.tables[table])
  if (having.length > 0) return having.map(table => [table, table])
  const card = release.tables.published_counts
  return (card ? figureSubjectsOf(card) : []).flatMap(subject =>
    subject === 'pending' ? [] : [[subject, 'published_counts'] as const]
  ) as [Loaded['subject'], Loaded['table']][]
}

export const seriesOf = ({ about, series }: ReleaseEntry) => {
  const found = about.series.find(({ id }) => id === series)
  if (!found) throw new Error(series)
  return found
}

function rulesOf(release: ReleaseEntry, { measures = [] }: Question) {
  const declared = Object.entries(seriesOf(release).rates).filter(([rate]) =>
    (measures as string[]).includes(rate)
  )
  return Object.fromEntries(
    declared.map(([rate, rule]) => {
      const { numerator, numerator_outcomes, denominator, untellable_with }: Rate = rates[rate as RateName]
      return [
        rate,
        { rule, numerator, denominator, outcomes: numerator_outcomes, untellable: untellable_with ?? [] }
      ]
    })
  )
}

export function ask(
  roll: () => number,
  { release, subject, table: name, facts, place }: Loaded
): { question: Question; asked: Asked } {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T
  const table = release.tables[name]
  const isOwn = (dimension: (typeof own)[number]) => subject !== 'applications' || own.includes(dimension)
  const own = subjects[subject].groups
  const dimensions = (table?.dimensions ?? []).filter(
    name => isOwn(name) && facts.some(({ dims }) => name in dims)
  )
  const holds: readonly string[] = subjects[subject].holds
  const measureKind = roll()
  const rate = measureKind < 0.3 && subject === 'decisions' ? Object.keys(seriesOf(release).rates) : []
  const total = measureKind > 0.85 && seriesOf(release).totals_beside.length > 0
  const isCut = rate.length > 0 || total
  // A rate is cut neither by what was decided nor by a country that only some of the records name.
  const cutting = [
    'outcome',
    'outcome_group',
    'effect',
    ...(release.tables.decisions ? ['country_of_return'] : [])
  ]
  // Rows of some values count another unit, which the naive count knows nothing of.
  const ofUnits = (seriesOf(release).unit_of ?? []).flatMap(({ rows }) => Object.keys(rows))
  const usable = dimensions.filter(name => !(isCut && cutting.includes(name)) && !ofUnits.includes(name))
  const filters: Record<string, string[]> = {}
  const example = () => pick(facts).dims
  const unfiltered = facts.length < 10_000 || roll() < 0.02
  if (!unfiltered)
    filters[place] = [
      ...new Set(Array.from({ length: 1 + Math.floor(roll() * 3) }, () => example()[place] as string))
    ]
  for (const name of [...usable, ...holds])
    if (name !== place && roll() < 0.2) {
      const values = [example()[name], example()[name]]
        .flatMap(value => (holds.includes(name) ? (value ?? '').split(' ') : value))
        .filter(value => value && value !== 'not_split')
      if (values.length > 0) filters[name] = [...new Set(values as string[])]
    }
  const countries = countriesBeside(release, facts)
  if (countries.length > 0) filters.country_of_asylum ??= countries
  const days = name !== 'published_counts'
  const fiscal = days ? roll() < 0.4 : seriesOf(release).year_basis === 'us_fiscal'
  const periods = days ? ['year', 'quarter', 'month'] : ['year']
  const group_by = [...new Set([...usable, ...periods, ...periods].sort(() => roll() - 0.5))].slice(
    0,
    Math.floor(roll() * 4)
  )
  const bound = (): number | undefined => {
    const { from } = pick(facts)
    return roll() < 0.35 && from !== null ? Number(from.slice(0, 4)) + (fiscal ? 1 : 0) : undefined
  }
  const [a, b] = [bound(), bound()]
  const [first, last] = a !== undefined && b !== undefined && a > b ? [b, a] : [a, b]
  const word = (year: number) => (fiscal ? `FY${year}` : String(year))
  const unit =
    roll() < 0.7
      ? pick((table?.units ?? []).filter(each => rate.length === 0 || each !== 'applications'))
      : undefined
  const include_duplicates = name === 'returns' && roll() < 0.3
  // Of one application some decisions may be left out and others not: that is asked for often.
  const include_unknown = roll() < (unit === 'applications' ? 0.4 : 0.8)
  const question = {
    subject: subjects[subject],
    source: release.source,
    release: [release.release],
    filters,
    ...(include_duplicates ? { include_duplicates } : {}),
    group_by,
    include_unknown,
    year_basis: fiscal ? 'us_fiscal' : 'calendar',
    ...(unit ? { unit } : {}),
    ...(isCut ? { measures: total ? ['published_total'] : rate } : {}),
    ...(first === undefined ? {} : { period_from: word(first) }),
    ...(last === undefined ? {} : { period_to: word(last) })
  } as Question
  const asked: Asked = {
    ...{ filters, group_by, fiscal, include_unknown, total, include_duplicates },
    unit: unit ?? (days ? subject : undefined),
    from: first === undefined ? undefined : fiscal ? `${first - 1}-10-01` : `${first}-01-01`,
    to: last === undefined ? undefined : fiscal ? `${last}-09-30` : `${last}-12-31`
  }
  return { question, asked }
}

/** What differs, in words: empty where nothing does, undefined where both refuse to add units. */
export async function compare(
  answering: () => ReturnType<typeof answer>,
  { measures = [] }: Question,
  asked: Asked,
  expected: Expected
): Promise<string | undefined> {
  const found = await answering().catch(error => error as { type?: string; message: string })
  if ('message' in found) {
    const several = found.type === 'incompatible-units' && asked.unit === undefined && expected.units.size > 1
    // A unit that none of the rows asked for is counted in.
    const none = found.type === 'unsupported-combination' && !expected.units.has(asked.unit ?? '')
    // A source that declares it gives no trend across a day.
    const across = found.type === 'unsupported-combination' && /No trend goes across/.test(found.message)
    return several || none || across ? undefined : `refused: ${found.message}`
  }
  const { data, meta, caveats } = found
  // Wholly outside the coverage nothing is looked up.
  if (
    data.length === 0 &&
    caveats.some(({ text }) => /Nothing of the question lies inside/.test(textIn(text, 'en')))
  )
    return undefined
  if (asked.unit === undefined && expected.units.size > 1) return 'units were added'
  const groups = [...asked.group_by, ...(meta.query.split_by as string[])]
  const faults: string[] = []
  const check = (what: string, a: unknown, b: unknown) => {
    if (JSON.stringify(a) !== JSON.stringify(b))
      faults.push(`${what} is ${JSON.stringify(a)}, not ${JSON.stringify(b)}`)
  }
  check('split_by', meta.query.split_by, expected.split_by)
  const rows = new Map(data.map(row => [JSON.stringify(groups.map(name => row[name])), row]))
  check('cells', rows.size, data.length)
  // Each of the two has a judge of its own: below, and in acceptance/breaks.
  const apart = ['partial', 'break']
  const told = (row: (typeof data)[number], name: string) => ({
    value: row[name],
    flags: ((row.flags as Record<string, string[]>)[name] ?? []).filter(flag => !apart.includes(flag))
  })
  // What lies outside the coverage is partial too, and the caveat says so.
  const cut = meta.period.partial as string[]
  const isCut = caveats.some(({ id }) => id === 'outside-coverage')
  const checkPartial = (key: string, row: (typeof data)[number], name: string, { is_partial }: Sums) => {
    const isCutPeriod = Object.values(row).some(word => cut.includes(word as string))
    if (is_partial === undefined || isCut || isCutPeriod) return
    check(
      `partial of ${key}`,
      (row.flags as Record<string, string[]>)[name]?.includes('partial') ?? false,
      is_partial
    )
  }
  if (measures.length === 0 || asked.total) {
    const name = asked.total ? 'published_total' : (meta.unit as string)
    for (const [key, sums] of expected.cells) {
      const row = rows.get(key)
      if (row) {
        check(key, told(row, name), { value: sums.value, flags: sums.flags })
        checkPartial(key, row, name, sums)
      } else faults.push(`${key} is not there`)
    }
    if (!asked.total) check('number of cells', data.length, expected.cells.size)
    const block = meta.reconciliation[name as 'persons']
    if (!block) return expected.cells.size === 0 ? '' : 'nothing is reconciled'
    check('in_scope', block.in_scope, expected.in_scope)
    // What rejected rows count is not known: they stand beside what is in scope.
    const left_out = block.left_out.filter(({ reason }) => reason !== 'rejected')
    check(
      'left_out',
      Object.fromEntries(left_out.map(({ reason, count }) => [reason, count]).sort()),
      Object.fromEntries(Object.entries(expected.left_out).sort())
    )
    const sum = [block.sum_of_cells, ...left_out.map(({ count }) => count)]
    const whole = sum.some(each => each === null) ? null : (sum as number[]).reduce((a, b) => a + b, 0)
    check('the identity', block.in_scope, whole)
  } else
    for (const [key, row] of rows)
      for (const rate of measures) {
        const sums = expected.rates.get(key)?.[rate] ?? { value: null, flags: ['not_applicable'] }
        check(`${rate} of ${key}`, told(row, rate), {
          value: sums.value === null ? null : Math.round(sums.value * 1e6) / 1e6,
          flags: sums.flags
        })
        if (sums.value !== null) checkPartial(key, row, rate, sums)
      }
  return faults.slice(0, 3).join('; ')
}
