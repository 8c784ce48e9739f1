import t, { type Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { rollupsOf } from '../../src/rollups.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { subjects } from '../../src/statistics/kinds/subject.ts'
import type { Question } from '../../src/statistics/question/question.ts'
import { pathOf, withoutSharedData } from '../acceptance/published-files.ts'
import { service } from '../service.ts'
import { answer } from './answered.ts'
import { type Asked, expect, type Fact, factsOf } from './brute-force.ts'
import { asMany, dice, seedOf } from './dice.ts'
import { untoldMembers, withoutMembers } from './naive-group-judge.ts'
import { groupOn } from './naive-groups.ts'
import { compare, isOfCountry, seriesOf } from './random-questions.ts'

/** Questions that each file is asked by default. */
const each = 12
const groups = [
  ['EU'],
  ['OECD'],
  ['UN_NORTHERN_EUROPE'],
  ['UN_AFRICA', 'UN_ASIA'],
  ['UN_EASTERN_EUROPE', 'UN_WESTERN_EUROPE'],
  ['UN_AMERICAS']
]

interface Published {
  source: string
  file: string
  /** Dimensions whose groups are asked for. */
  of: readonly ('nationality' | 'country_of_asylum')[]
  /** One of these filters goes with each question, so that all its rows are at one stage. */
  scopes: readonly Record<string, string[]>[]
}

async function askPublished(t: Test, { source, file, of, scopes }: Published): Promise<void> {
  const { database, dataDir } = await service(t, {}, async () => {})
  const context = { database, dataDir, sources: sourceRegistry }
  await importRelease(context, { source, paths: [pathOf(file)], release: 'published' })
  const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
  t.teardown(() => snapshots.close())
  const [release] = snapshots.current().releases
  if (!release) throw new Error('nothing was imported')
  const facts = (
    await factsOf(database.pool, release.release_id, 'published_counts', undefined, 'decisions')
  ).filter(isOfCountry)
  const roll = dice(seedOf(file))
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T
  const units = release.tables.published_counts?.units ?? []
  const told = release.tables.published_counts?.dimensions ?? []
  const found = { cells: 0, partial: 0, missing: 0, answers: 0 }
  await snapshots.use(async set => {
    for (let i = 0; i < asMany(each); i++) {
      const place = pick(of)
      const ids = pick(groups)
      const scope = pick(scopes)
      const unit = pick(units)
      const group_by = [
        ...(roll() < 0.5 ? [`${place}_group`] : []),
        ...(roll() < 0.7 ? ['year'] : []),
        ...(roll() < 0.2 ? ['outcome'] : [])
      ]
      const [a, b] = [2000 + Math.floor(roll() * 25), 2000 + Math.floor(roll() * 25)].sort()
      const bounds = roll() < 0.5 ? { period_from: String(a), period_to: String(b) } : {}
      const [from, to] = 'period_from' in bounds ? [`${a}-01-01`, `${b}-12-31`] : [undefined, undefined]
      const question = {
        ...{ subject: subjects.decisions, source, release: ['published'], unit, group_by, ...bounds },
        filters: { ...scope, [`${place}_group`]: ids }
      } as unknown as Question
      const asked: Asked = {
        ...{ filters: scope, group_by, unit, fiscal: false, include_unknown: true, total: false },
        ...{ include_duplicates: false, needs_date: true, from, to }
      }
      const ofGroups = (fact: Fact): Fact[] => {
        const own = groupOn(ids, fact.dims[place] as string, fact.to)
        return own ? [{ ...fact, dims: { ...fact.dims, [`${place}_group`]: own } }] : []
      }
      const members = facts.flatMap(ofGroups)
      // Of groups of reporters the table is what its members tell; of nationalities it is what every reporter tells.
      const table = place === 'country_of_asylum' ? members : facts
      const naive = expect(members, asked, seriesOf(release), {}, { facts: table, told })
      const inScope = facts.filter(
        fact =>
          fact.unit === unit &&
          Object.entries(scope).every(([name, own]) => own.includes(fact.dims[name] ?? ''))
      )
      const isIn = (span: { from: string; to: string }) => span.from >= (from ?? '') && span.to <= (to ?? '9')
      const untold = place === 'country_of_asylum' ? untoldMembers(inScope, ids, isIn) : []
      const keysOf = (each: (typeof untold)[number]) =>
        [...naive.cells.keys()].filter(key => {
          const words: string[] = JSON.parse(key)
          const own: Record<string, string | undefined> = {
            year: each.from.slice(0, 4),
            [`${place}_group`]: groupOn(ids, each.code, `${each.from.slice(0, 4)}-12-31`)
          }
          return group_by.every((name, at) => own[name] === undefined || own[name] === words[at])
        })
      const lacking = untold.flatMap(one => keysOf(one).map(key => ({ ...one, key })))
      const expected = withoutMembers(naive, lacking, one => (one as (typeof lacking)[number]).key)
      const { subject: _, ...shown } = question
      const answers: Awaited<ReturnType<typeof answer>>[] = []
      const asking = async () => {
        const answered = await answer(set, question)
        answers.push(answered)
        return answered
      }
      const problem = await compare(asking, question, asked, expected)
      if (problem) t.fail(`${JSON.stringify(shown)}: ${problem}`)
      const [answered] = answers
      if (problem === undefined || expected.cells.size === 0 || answered === undefined) continue
      const named = answered.meta.missing
        .filter(({ dimension }) => dimension === 'country_of_asylum')
        .flatMap(({ values, period }) => values.map(code => `${period.slice(0, 4)} ${code}`))
      const wanted = [...new Set(lacking.map(one => `${one.from.slice(0, 4)} ${one.code}`))].sort()
      if (place === 'country_of_asylum')
        t.same([...new Set(named)].sort(), wanted, `missing of ${JSON.stringify(shown)}`)
      found.answers++
      found.cells += expected.cells.size
      found.partial += [...expected.cells.values()].filter(({ is_partial }) => is_partial).length
      found.missing += wanted.length
    }
  })
  t.ok(
    found.answers > each / 4 && found.cells > each,
    `${file}: ${found.answers} answers with ${found.cells} cells, ${found.partial} of them lower bounds, ${found.missing} members named`
  )
}

t.test(
  'groups on UNHCR’s table are what their members tell, and lower bounds where one does not',
  { skip: withoutSharedData, timeout: 800_000 },
  t =>
    askPublished(t, {
      ...{ source: 'unhcr-asylum-decisions', file: 'unhcr/asylum_decisions.csv.gz' },
      of: ['country_of_asylum', 'nationality'],
      scopes: [
        { decision_stage: ['first_instance'], source_level: ['FI'] },
        { decision_stage: ['appeal'], source_level: ['AR'] }
      ]
    })
)

t.test(
  'groups on the Home Office’s table are what it tells of their nationals',
  { skip: withoutSharedData, timeout: 800_000 },
  t =>
    askPublished(t, {
      ...{ source: 'gb-asylum-decisions', file: 'gb-home-office/decisions_resettlement.csv.gz' },
      of: ['nationality'],
      scopes: [{ decision_stage: ['first_instance'] }]
    })
)
