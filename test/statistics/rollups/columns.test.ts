import t, { type Test } from 'tap'
import { buildApp } from '../../../src/app.ts'
import { decisionList } from '../../../src/queries/decisions.ts'
import type { ListCondition } from '../../../src/queries/lists/condition.ts'
import { idsFrom } from '../../../src/queries/lists/in-order.ts'
import type { ReleaseEntry, Stored } from '../../../src/snapshot/card.ts'
import { columnsOf } from '../../../src/snapshot/columns.ts'
import type { Bindable, ReleaseSet, Snapshots } from '../../../src/snapshot/release-set.ts'
import { type Service, service } from '../../service.ts'
import { otherQuestions, usualQuestions } from '../court-questions.ts'

/** A rollup that was thought of for a statement, and the columns that it would have to have. */
interface Thought {
  rollup: string
  columns: Set<string>
  isUsed: boolean
}

/** What a file would hold that has every rollup with every column: it writes down which columns are asked for. */
const wishedFor = (stored: Stored, thoughts: Thought[]): Stored => ({
  ...stored,
  rollups: {
    has: () => false,
    get: (rollup: string) => {
      const columns = new Set<string>()
      thoughts.push({ rollup, columns, isUsed: false })
      return { has: (name: string) => columns.add(name) !== undefined }
    }
  } as unknown as Stored['rollups']
})

const tableOf = (rollup: string): 'cases' | 'decisions' =>
  /^(decisions_|observed_(decided|appeals_decided))/.test(rollup) ? 'decisions' : 'cases'

/** Columns that a rollup has of its own; a date that is told by the day is one that is told in any case. */
function ownColumns(rollup: string): { own: string[]; day?: string } {
  if (rollup.startsWith('observed_')) {
    const kind = tableOf(rollup) === 'decisions' ? 'application_type' : "'not_split'"
    return {
      own: [
        `${kind} as kind`,
        '0 as days',
        'true as ended',
        '0 as became',
        'null::date as filed_quarter',
        '1 as number'
      ]
    }
  }
  if (rollup.startsWith('waiting_')) return { own: ['1 as number'], day: 'waiting_since' }
  if (rollup === 'decisions_again') return { own: ['1 as number'], day: 'decided_on' }
  if (rollup.endsWith('_in_order')) return { own: ["date '2020-01-01' as day"] }
  const date = tableOf(rollup) === 'decisions' ? 'decided' : 'filed'
  return { own: ['1 as number', `date_trunc('month', ${date}_on)::date as ${date}_month`] }
}

/** The rows of a table with these of its columns, in the place of a rollup. */
function standIn(release_id: number, rollup: string, columns: Iterable<string>, limit = ''): string {
  return `(select ${[...columns, ...ownColumns(rollup).own].join(', ')} from r${release_id}.${tableOf(rollup)}${limit})`
}

/** Binds statements with the columns that they carry, which must be enough, and without each, which must be too few. */
function checker(test: Test, set: ReleaseSet, release_id: number) {
  const thoughts: Thought[] = []
  let checked = 0
  const refusal = (text: string, values: Bindable[]): Promise<string | undefined> =>
    set.query(text, values).then(
      () => undefined,
      error => String(error)
    )
  /** The statement with every column to select from, where it names those that it carries. */
  const unlisted = (text: string): string =>
    text.replaceAll(/base as \(\s*select (?:\w+, )*(?=cast\()/g, 'base as (select * exclude (number), ')

  async function check(text: string, values: Bindable[]): Promise<string> {
    const pieces = text.split(/\br\d+\.(\w+)\b(?!\.)/)
    const rollups = pieces.filter((_, i) => i % 2 === 1)
    const found = rollups.map(rollup => {
      // Pieces stand in a statement in the order in which they were made; one that is there again is the last one.
      const ofIt = thoughts.filter(each => each.rollup === rollup)
      const next = ofIt.find(({ isUsed }) => !isUsed) ?? ofIt.at(-1)
      if (next) next.isUsed = true
      return next
    })
    const all = (rollup: string) => columnsOf(tableOf(rollup)).map(({ name }) => name)
    const whole = (rollup: string, i: number) =>
      found[i] ? standIn(release_id, rollup, all(rollup)) : `r${release_id}.${rollup}`
    const written = (one: number, columns: Iterable<string>): string =>
      pieces
        .map((piece, i) => {
          if (i % 2 === 0) return found[i / 2] ? unlisted(piece) : piece
          const at = (i - 1) / 2
          return at === one ? standIn(release_id, piece, columns, ' limit 0') : whole(piece, at)
        })
        .join('')
    for (const [i, thought] of found.entries()) {
      if (!thought) continue
      checked++
      const { columns, rollup } = thought
      const { day } = ownColumns(rollup)
      const offered = new Set([...columns, ...(day ? [day] : [])])
      test.equal(
        await refusal(written(i, offered), values),
        undefined,
        `${rollup} with ${[...columns]}: ${text}`
      )
      for (const name of columns) {
        const fewer = [...offered].filter(each => each !== name)
        test.match(
          await refusal(written(i, fewer), values),
          `"${name}"`,
          `${rollup} without ${name}: ${text}`
        )
      }
    }
    return written(-1, [])
  }
  return { thoughts, check, checked: () => checked }
}

const source = 'us-eoir-cases'

t.test(
  'a statement carries the columns that DuckDB finds in it, no more and no fewer',
  { timeout: 300_000 },
  async t => {
    const made = await service(t)
    let checked = 0
    const paths = [...(await usualQuestions()), ...otherQuestions]
    const app = await buildApp({
      database: made.database,
      snapshots: checkedSnapshots(made),
      build: 'test',
      settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 }
    })
    t.teardown(() => app.close())
    for (const path of paths) t.equal((await app.inject(path)).statusCode, 200, path)
    t.ok(checked > paths.length * 2, `${checked} pieces of statements`)

    function checkedSnapshots({ snapshots }: Pick<Service, 'snapshots'>): Snapshots {
      return {
        ...snapshots,
        use: work =>
          snapshots.use(set => {
            const { release_id } = set.releases.find(each => each.source === source) as ReleaseEntry
            const checks = checker(t, set, release_id)
            const releases = set.releases.map(release =>
              release.release_id === release_id && release.stored
                ? { ...release, stored: wishedFor(release.stored, checks.thoughts) }
                : release
            )
            return work({
              ...set,
              releases,
              query: async (text, values = []) => set.query(await checks.check(text, values), values),
              queryPacked: async (text, values = []) =>
                set.queryPacked(await checks.check(text, values), values)
            }).finally(() => {
              checked += checks.checked()
            })
          })
      }
    }
  }
)

t.test('a page of a list carries the columns of its conditions', async t => {
  const { snapshots } = await service(t)
  await snapshots.use(async set => {
    const release = set.releases.find(each => each.source === source) as ReleaseEntry
    const checks = checker(t, set, release.release_id)
    const stored = wishedFor(release.stored as Stored, checks.thoughts)
    const conditions: ListCondition[] = [
      { kind: 'in', column: 'nationality', values: ['RUS'] },
      { kind: 'in', column: 'represented', values: [true] },
      { kind: 'from', column: 'filed_on', day: '2019-01-01' },
      { kind: 'to', column: 'decided_on', day: '2023-01-31', precision: 'decided_precision' },
      { kind: 'holds', column: 'source_code', values: ['G'] },
      { kind: 'absent', column: 'alternate_country' }
    ]
    const asking = {
      query: async (text: string, values: Bindable[] = []) =>
        set.query(await checks.check(text, values), values)
    }
    await idsFrom(asking, decisionList, {
      ...{ release: { ...release, stored }, conditions, by: 'date', descending: true, limit: 10 },
      after: { date: '2020-01-01', id: '5' }
    })
    t.equal(checks.checked(), 1)
  })
})
