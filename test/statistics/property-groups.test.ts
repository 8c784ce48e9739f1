import t from 'tap'
import { rollupsOf } from '../../src/rollups.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'
import { subjects } from '../../src/statistics/kinds/subject.ts'
import type { Question } from '../../src/statistics/question/question.ts'
import { groupedCountries } from '../../src/vocabulary/measures/dimension.ts'
import { service } from '../service.ts'
import { answer } from './answered.ts'
import { type Asked, expect, type Fact, factsOf } from './brute-force.ts'
import { asMany, dice, seedOf } from './dice.ts'
import { everIn, groupOn, isDatedGroup } from './naive-groups.ts'
import { compare, isOfCountry, seriesOf, told } from './random-questions.ts'

const each = asMany(40)
const alone = ['EU', 'OECD', 'UN_AFRICA', 'UN_ASIA', 'UN_EASTERN_EUROPE', 'UN_AMERICAS']
const together = [
  ['UN_AFRICA', 'UN_ASIA', 'UN_EUROPE'],
  ['UN_CENTRAL_AMERICA', 'UN_SOUTH_AMERICA', 'UN_CARIBBEAN'],
  ['UN_NORTHERN_EUROPE', 'UN_WESTERN_EUROPE']
]

t.test('a group is what its members are on the day of each row, put side by side', async t => {
  const { database, dataDir } = await service(t)
  const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
  t.teardown(() => snapshots.close())
  for (const release of snapshots.current().releases)
    for (const [subject, table] of told(release)) {
      const name = `${release.source} ${release.release} ${table}`
      const facts = (await factsOf(database.pool, release.release_id, table, undefined, subject)).filter(
        isOfCountry
      )
      const card = release.tables[table]
      const names = Object.entries(groupedCountries).filter(
        ([group, of]) => card?.dimensions.includes(of) && subjects[subject].filters.includes(group as never)
      )
      if (names.length === 0) continue
      const roll = dice(seedOf(name))
      const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T
      let having = 0
      await snapshots.use(async set => {
        for (let i = 0; i < each; i++) {
          const [group, of] = pick(names) as [string, string]
          const isGrouped = roll() < 0.4
          const ids = isGrouped || roll() < 0.3 ? pick(together) : [pick(alone), pick(alone)]
          const group_by = [...(isGrouped ? [group] : []), ...(roll() < 0.5 ? ['year'] : [])]
          const bound = roll() < 0.4 ? pick(facts).from?.slice(0, 4) : undefined
          const fiscal = seriesOf(release).year_basis === 'us_fiscal'
          const unit = pick(card?.units.filter(each => each !== 'applications') ?? [])
          const question = {
            ...{ subject: subjects[subject], source: release.source, release: [release.release], unit },
            ...{ filters: { [group]: [...new Set(ids)] }, group_by },
            ...{ include_unknown: true, year_basis: fiscal ? 'us_fiscal' : 'calendar' },
            ...(bound ? { period_from: `${fiscal ? 'FY' : ''}${bound}` } : {})
          } as Question
          const asked: Asked = {
            ...{
              filters: { [of]: everIn(ids) },
              group_by,
              unit,
              fiscal,
              include_unknown: true,
              total: false
            },
            ...{ include_duplicates: false, needs_date: isDatedGroup(ids), to: undefined },
            from: bound && (fiscal ? `${Number(bound) - 1}-10-01` : `${bound}-01-01`)
          }
          const members = facts.flatMap((fact): Fact[] => {
            const found = groupOn(ids, fact.dims[of] as string, fact.to)
            return found ? [{ ...fact, dims: { ...fact.dims, [group]: found } }] : []
          })
          const { reporting: _, ...series } = seriesOf(release)
          const expected = expect(members, asked, series, {}, { facts, told: card?.dimensions ?? [] })
          const problem = await compare(() => answer(set, question), question, asked, expected)
          const { subject: __, ...shown } = question
          if (problem) t.fail(`${JSON.stringify(shown)}: ${problem}`)
          if (problem === '' && expected.cells.size > 0) having++
        }
      })
      const isSmall = facts.length < 100
      t.ok(having > each / (isSmall ? 20 : 4), `${name}: ${having} of ${each} answers have cells`)
    }
})
