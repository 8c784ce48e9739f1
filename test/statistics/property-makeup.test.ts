import t from 'tap'
import { rollupsOf } from '../../src/rollups.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'
import { answer } from '../../src/statistics/answer.ts'
import { makeupOf } from '../../src/statistics/makeup.ts'
import { Problem } from '../../src/vocabulary/problem.ts'
import { service } from '../service.ts'
import { type Asked, expect, type Fact, factsOf } from './brute-force.ts'
import { asMany, dice, seedOf } from './dice.ts'
import { cuts, gather } from './gather.ts'
import { ask, isOfCountry, type Loaded, seriesOf, told } from './random-questions.ts'

/** Questions that each table is asked by default. */
const each = 25
const parted: Partial<Record<string, string>> = { decisions: 'outcome_group', returns: 'return_type' }

/** Rows of the question and of one row of its answer. */
function rowsOf(facts: Fact[], { filters, unit, group_by, fiscal }: Asked, words: Record<string, string>) {
  return facts.filter(
    fact =>
      fact.unit === unit &&
      !fact.repeats &&
      // A case can have several applications: a filter takes those that have one.
      Object.entries(filters).every(([name, own]) =>
        (fact.dims[name] ?? '')
          .split(name === 'application_type' ? ' ' : '\n')
          .some(word => own.includes(word))
      ) &&
      group_by.every(name => (cuts[name]?.(fact.from ?? '', fiscal) ?? fact.dims[name]) === words[name])
  )
}

t.test('what a count is made of adds up as a naive count says, and so do records without a date', async t => {
  const { database, dataDir } = await service(t)
  const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
  t.teardown(() => snapshots.close())
  for (const release of snapshots.current().releases)
    for (const [subject, table] of told(release)) {
      const dimension = parted[subject]
      const name = `${release.source} ${release.release} ${table}`
      const facts = (await factsOf(database.pool, release.release_id, table, undefined, subject)).filter(
        isOfCountry
      )
      const place = release.tables[table]?.dimensions.includes('nationality')
        ? 'nationality'
        : 'country_of_return'
      const loaded: Loaded = {
        ...{ release, subject, table, facts, place },
        byPlace: gather(facts, ({ dims }) => dims[place] as string)
      }
      const roll = dice(seedOf(`makeup ${name}`))
      const found = { asked: 0, parts: 0, undated: 0 }
      await snapshots.use(async set => {
        for (let i = 0; i < asMany(each); i++) {
          const { question, asked } = ask(roll, loaded)
          const of = roll() < 0.5 ? 'whole' : 'first_row'
          const { unit } = asked
          // What merges records, repeats them or divides them has judges of its own.
          if (unit === undefined || unit === 'applications' || question.measures || asked.include_duplicates)
            continue
          const answered = await answer(set, question).catch(error => error as Problem)
          if (answered instanceof Problem || answered.result.rows.length === 0) continue
          const { parts, undated } = await makeupOf(
            again => answer(set, again) as never,
            answered,
            question,
            of
          )
          found.asked++
          const { subject: _, ...shown } = question
          const fail = (what: string) => t.fail(`${of} of ${JSON.stringify(shown)}: ${what}`)
          if (parts && dimension !== undefined && parts.rows.length > 0) {
            found.parts++
            const groups = [...new Set([...(of === 'whole' ? [] : asked.group_by), dimension])]
            const { reporting: __, ...series } = seriesOf(release)
            const usually = (series.usually ?? []).filter(rule => rule.dimension === dimension)
            const naive = expect(
              facts,
              { ...asked, group_by: groups },
              series,
              {},
              {
                ...{ facts, told: release.tables[table]?.dimensions ?? [] }
              }
            )
            const names = [...groups, ...naive.split_by]
            const wordsIn = (words: Record<string, string>) => names.map(each => words[each]).join(' ')
            // Which zeros are not told is judged in property-holdings.test.ts.
            const untold = parts.rows.flatMap(({ words, numbers, flags }) =>
              numbers[unit] === null && flags[unit]?.includes('not_reported') ? [wordsIn(words)] : []
            )
            const expected = [...naive.cells]
              .map(([key, { value }]) => [JSON.parse(key) as string[], value] as const)
              .filter(([words]) =>
                usually.every(({ values }) => values.includes(words[names.indexOf(dimension)] ?? ''))
              )
              .map(([words, value]) => [words.join(' '), value] as const)
              .filter(([words]) => !untold.includes(words))
              .map(([words, value]) => `${words} ${value}`)
            const told = parts.rows
              .map(({ words, numbers }) => [wordsIn(words), numbers[unit]] as const)
              .filter(([words]) => !untold.includes(words))
              .map(([words, value]) => `${words} ${value}`)
            if (JSON.stringify(told.sort()) !== JSON.stringify(expected.sort()))
              fail(`${told.slice(0, 4)} where ${expected.slice(0, 4)}`)
          }
          const row = answered.result.rows[0]?.words ?? {}
          // Stages that are never added have rows of their own.
          const own = rowsOf(facts, { ...asked, group_by: [...answered.result.dimensions] }, row)
          if (undated) {
            found.undated++
            const scope = of === 'whole' ? rowsOf(facts, { ...asked, group_by: [] }, {}) : own
            const without = scope.filter(({ from }) => from === null).length
            if (undated.count !== without || undated.is_all !== (without === scope.length))
              fail(`${JSON.stringify(undated)} where ${without} of ${scope.length} have no date`)
          }
        }
      })
      t.pass(`${name}: ${found.asked} asked, ${found.parts} with parts, ${found.undated} without dates`)
      if (dimension !== undefined && facts.length > 100) t.ok(found.parts > 0, `${name} has parts`)
    }
})
