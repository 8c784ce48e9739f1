import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { rollupsOf } from '../../src/rollups.ts'
import type { ReleaseEntry } from '../../src/snapshot/card.ts'
import type { ReleaseSet, Snapshots } from '../../src/snapshot/release-set.ts'
import type { CaveatText } from '../../src/vocabulary/about.ts'
import { type Service, service } from '../service.ts'
import { answer } from './answered.ts'
import { otherQuestions, usualQuestions } from './court-questions.ts'
import { watched } from './watched.ts'

const source = 'us-eoir-cases'

/** The service's release set as it is, or as it would be with other releases in it; `asked` gets every query. */
const seenAs = (
  { snapshots }: Pick<Service, 'snapshots'>,
  change: (release: ReleaseEntry) => ReleaseEntry,
  asked: string[] = []
): Snapshots => ({
  ...snapshots,
  use: work => snapshots.use(set => work({ ...watched(set, asked), releases: set.releases.map(change) }))
})

const without = (release: ReleaseEntry): ReleaseEntry => ({
  ...release,
  ...(release.stored
    ? { stored: { ...release.stored, rollups: new Map<string, ReadonlySet<string>>() } }
    : {})
})

async function appOf(t: Test, { database }: Service, snapshots: Snapshots) {
  const app = await buildApp({
    ...{ database, snapshots, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 }
  } as Parameters<typeof buildApp>[0])
  t.teardown(() => app.close())
  return app
}

t.test('rows put together give the same answers as all rows', { timeout: 300_000 }, async t => {
  const made = await service(t)
  const asked: string[] = []
  const [short, long] = [
    await appOf(
      t,
      made,
      seenAs(made, release => release, asked)
    ),
    await appOf(t, made, seenAs(made, without))
  ]
  const tables = await tablesOf(made)
  const usual = await usualQuestions()
  for (const [i, path] of [...usual, ...otherQuestions].entries()) {
    asked.length = 0
    const [a, b] = [await short.inject(path), await long.inject(path)]
    t.equal(a.statusCode, 200, path)
    t.same(a.json(), b.json(), path)
    // What stops at the first row that it finds may look for it among all.
    const whole = asked.filter(
      text =>
        !/limit 1\)*$|exists \(/.test(text) &&
        tables.some(table => new RegExp(`\\b${table}\\b(?!_)`).test(text))
    )
    if (i < usual.length) t.same(whole, [], `no question about all rows: ${path}`)
  }
})

/** The tables of all decisions and all cases, by their names in SQL. */
const tablesOf = ({ snapshots }: Service): Promise<string[]> =>
  snapshots.use(async ({ releases }) =>
    releases
      .filter(release => release.source === source)
      .flatMap(({ release_id }) => [`r${release_id}.decisions`, `r${release_id}.cases`])
  )

t.test('an issue that begins inside a month touches no row of the days before', async t => {
  const made = await service(t)
  await made.snapshots.use(async set => {
    const release = set.releases.find(each => each.source === source) as ReleaseEntry
    const found = await set.query(
      `select cast(max(decided_on) as varchar), cast(max(decided_on) + 1 as varchar)
       from r${release.release_id}.decisions where decision_stage = 'appeal' and day(decided_on) between 2 and 26`
    )
    const [[last] = [], [next] = []] = found.columns as string[][]
    const issue = (id: string, from: string): CaveatText => ({
      ...{
        id,
        text: id,
        scope: { decision_stage: ['appeal'] },
        when: 'touches',
        from,
        to: `${from.slice(0, 8)}28`
      }
    })
    const withIssues = (each: ReleaseEntry): ReleaseEntry => ({
      ...each,
      about: {
        ...each.about,
        caveats: [issue('on-the-day', last as string), issue('the-day-after', next as string)]
      }
    })
    const question = { source: source, release: [release.release] }
    for (const releases of [[withIssues(release)], [without(withIssues(release))]]) {
      const told = await answer({ ...set, releases } as ReleaseSet, {
        ...question,
        filters: { decision_stage: ['appeal'] }
      })
      t.same(
        told.caveats.map(({ id }) => id).filter(id => id.endsWith('day') || id.endsWith('after')),
        ['on-the-day'],
        `${last} is touched, and nothing after it`
      )
    }
  })
})

t.test('a release of published figures has two rollups, and each rollup has a name of its own', async t => {
  const made = await service(t)
  await made.snapshots.use(async ({ releases }) => {
    for (const release of releases) {
      const names = rollupsOf(release).map(({ name }) => name)
      t.equal(new Set(names).size, names.length, release.source)
      t.same(
        [...(release.stored?.rollups.keys() ?? [])].sort(),
        names.sort(),
        `all are made of ${release.source}`
      )
      if (!release.tables.cases && !release.tables.decisions)
        t.same(names, rollupsOf(release).length > 0 ? ['published_held', 'published_sizes'] : [])
    }
  })
})
