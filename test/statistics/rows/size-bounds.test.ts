import t, { type Test } from 'tap'
import type { ReleaseSet } from '../../../src/snapshot/release-set.ts'
import { askedOf, subjectKinds } from '../../../src/statistics/kinds/decisions/kind.ts'
import { subjects } from '../../../src/statistics/kinds/subject.ts'
import { isRecords } from '../../../src/statistics/question/chosen.ts'
import { openQuestion } from '../../../src/statistics/question/open.ts'
import { type Question, subjectOf } from '../../../src/statistics/question/question.ts'
import { rollupOfSizes } from '../../../src/statistics/rollups/sizes.ts'
import { storedGroups } from '../../../src/statistics/rows/columns.ts'
import { cellLimit, countAnswerCells } from '../../../src/statistics/rows/guard.ts'
import { certainHelp, fewestCells, mostCellsOf } from '../../../src/statistics/rows/size-bounds.ts'
import { isAggregate } from '../../../src/vocabulary/countries/aggregate.ts'
import { countryCodes } from '../../../src/vocabulary/countries/country.ts'
import { Problem } from '../../../src/vocabulary/problem.ts'
import { service } from '../../service.ts'
import { answer } from '../answered.ts'
import { dice } from '../dice.ts'
import { type Count, refusalOf, releaseSet } from '../fixture.ts'
import { watched } from '../watched.ts'

/** The set as a node opens it: with the rollup of sizes and the words of its columns. */
async function withSizes(set: ReleaseSet): Promise<ReleaseSet> {
  const releases = []
  for (const release of set.releases) {
    const [rollup] = rollupOfSizes(release)
    await set.query(`create table r${release.release_id}.${rollup?.name} as ${rollup?.text}`)
    const columns = new Set(['measure', 'dimensions', 'unit', 'number'])
    const stored = { words: {}, rollups: new Map([[rollup?.name as string, columns]]) }
    releases.push({ ...release, stored })
  }
  return { ...set, releases }
}

/** Random figures with totals, an aggregate, months and quarters, two units, and values that are not split. */
function figures(roll: () => number, number: number): Count[] {
  const one = <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)] as T
  return Array.from({ length: number }, (): Count => {
    const isTotal = roll() < 0.2
    return {
      nationality: isTotal ? 'not_split' : one(['RUS', 'SYR', 'AFG', 'UNK', 'not_split']),
      country_of_asylum: one(['DEU', 'FRA', 'EU28']),
      outcome: one(['rejected', 'refugee_status_granted', 'closed_other']),
      decision_stage: one(['first_instance', 'appeal']),
      unit: one(['persons', 'persons', 'cases']),
      period: one(['2020', '2021', '2021-03', '2021-Q2', '2022']),
      ...(isTotal ? { total_over: ['nationality'] } : {})
    }
  })
}

const groups = ['outcome', 'nationality', 'country_of_asylum', 'year', 'month', 'decision_stage', 'sex']
const filters: NonNullable<Question['filters']>[] = [
  { nationality: ['SYR'] },
  { country_of_asylum: ['DEU'] },
  { outcome: ['rejected'] },
  { decision_stage: ['first_instance'] }
]

/** Asks at random, and holds what is certain before the rows are read against a count of the rows. */
async function hold(t: Test, set: ReleaseSet, seed: number, questions: number): Promise<void> {
  const roll = dice(seed)
  const told = { bounded: 0, filtered: 0, helped: 0, counted: 0 }
  for (let i = 0; i < questions; i++) {
    const release = set.releases[Math.floor(roll() * set.releases.length)]
    const asked = askedOf({
      ...(release?.tables.published_counts?.decision_stages.length === 0 && { subject: subjects.returns }),
      source: release?.source,
      release: [release?.release as string],
      unit: release?.tables.published_counts?.units[Math.floor(roll() * 2)] ?? undefined,
      group_by: groups.filter(() => roll() < 0.5),
      ...(roll() < 0.3 ? { filters: filters[Math.floor(roll() * filters.length)] } : {}),
      ...(roll() < 0.15 ? { period_from: '2021' } : {}),
      ...(roll() < 0.15 ? { include_unknown: false } : {})
    } as unknown as Question)
    try {
      const opened = await openQuestion(set, asked, false)
      const { question, frame, reach } = opened
      if (isRecords(frame.chosen) || reach.inside === 'outside') continue
      const kind = subjectKinds[subjectOf(question).name]
      const { plan } = await kind.layout(set, { ...opened, question: { ...question, dry_run: true } }, asked)
      const names = storedGroups(plan.frame)
      const { cells, largest } = await countAnswerCells(set, plan, names)
      const fewest = await fewestCells(set, question, frame)
      const label = JSON.stringify(asked.question)
      if (fewest > cells) t.fail(`at least ${fewest} cells, and there are ${cells}: ${label}`)
      if (mostCellsOf(plan.frame) < cells)
        t.fail(`at most ${mostCellsOf(plan.frame)} cells, not ${cells}: ${label}`)
      const limit = Math.ceil(roll() * cells * 2)
      for (const own of [plan.frame, frame])
        for (const name of await certainHelp(set, own, limit)) {
          told.helped++
          const found = largest[names.indexOf(name)] as number
          if (found > limit) t.fail(`${name} brings it to ${found} cells, more than ${limit}: ${label}`)
        }
      told.counted++
      if (fewest > 0) told.bounded++
      if (asked.question.filters) told.filtered++
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }
  t.comment(JSON.stringify(told))
  for (const [name, number] of Object.entries(told)) t.ok(number > questions / 100, `${name}: ${number}`)
}

t.test('no answer that fits is refused unread, and no help is promised that does not help', async t => {
  await t.test('of made-up figures with totals, aggregates and two units', async t => {
    const roll = dice(14)
    const set = await releaseSet(
      t,
      [60, 400].map((number, i) => ({
        ...{ source: `made-up-${i}`, counts: figures(roll, number) },
        coverage: { country_of_asylum: ['DEU', 'FRA', 'EU28'] }
      }))
    )
    await hold(t, await withSizes(set), 7, 400)
  })
  await t.test('of the shipped tables', async t => {
    const { snapshots } = await service(t)
    await snapshots.use(set => hold(t, set, 8, 200))
  })
})

t.test('an answer that is known to be too large is refused before a row is read', async t => {
  const places = countryCodes.filter(code => !isAggregate(code)).slice(0, 240)
  const made = await releaseSet(t, [
    { counts: places.map(place => ({ nationality: place, country_of_asylum: place })) }
  ])
  // Every pair of 240 places in two years, with one outcome: 115,200 cells.
  await made.query(`create table r1.many as select a.* replace (b.country_of_asylum as country_of_asylum, c.day as period_from, c.day + interval 11 months + interval 30 days as period_to)
    from r1.published_counts a, r1.published_counts b, (select unnest([date '2021-01-01', date '2022-01-01']) as day) c`)
  await made.query('drop table r1.published_counts')
  await made.query('alter table r1.many rename to published_counts')
  for (const { tables } of made.releases) Object.assign(tables.published_counts ?? {}, { rows: 115_200 })
  const set = await withSizes(made)
  const asked: string[] = []
  const group_by: Question['group_by'] = ['nationality', 'country_of_asylum', 'year']
  const problem = await refusalOf(answer(watched(set, asked), { group_by, limit: 10 }))
  t.match(problem, {
    type: 'query-too-large',
    message:
      /^The answer would have at least 115200 cells, more than 100000\. One value of nationality.+ makes it fit\.$/,
    extra: { estimate: 115_200, limit: cellLimit }
  })
  t.ok(asked.length > 0 && asked.every(text => !text.includes('published_counts')), 'no figure is read')

  await t.test('with a filter its refusal follows from the rows', async t => {
    asked.length = 0
    const filtered = await refusalOf(
      answer(watched(set, asked), { group_by, filters: { outcome: ['rejected'] } })
    )
    t.match(filtered, { type: 'query-too-large', extra: { estimate: 115_200 } })
    t.equal(
      (await answer(set, { group_by, filters: { nationality: [places[0] as string] } })).meta.total,
      480
    )
  })
})
