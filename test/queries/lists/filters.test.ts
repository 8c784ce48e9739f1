import t from 'tap'
import { groupedCountries } from '../../../src/vocabulary/measures/dimension.ts'
import { service } from '../../service.ts'
import { anyCase, anyCount, anyDecision, anyEvent, anyReturn } from '../every-column.ts'
import { importFacts, range } from '../made-up-records.ts'

/** Parameters that choose rows by nothing that is in them. */
const noFilters = new Set([
  ...['source', 'series', 'release', 'as_of', 'sort', 'limit', 'cursor', 'fields', 'count', 'lang', 'labels'],
  ...['format', 'bom', 'delimiter', 'header']
])
const lists = {
  '/v1/cases': { table: 'cases', id: 'case_id', usual: 'true' },
  '/v1/decisions': { table: 'decisions', id: 'decision_id', usual: 'true' },
  '/v1/returns': { table: 'returns', id: 'return_id', usual: 'duplicate_of is null' },
  '/v1/published-counts': { table: 'published_counts', id: 'count_id', usual: 'true' },
  '/v1/events': { table: 'events', id: 'event_id', usual: 'true' }
} as const

/** Filters whose meaning is not "the column of this name has one of these values". */
const odd: Record<string, Record<string, Asked[]>> = {
  '/v1/cases': {
    application_type: [
      ['asylum', `'asylum' = any(application_types)`],
      ['asylum,torture_convention', `application_types && array['asylum', 'torture_convention']`],
      ['not_split', `'not_split' = any(application_types)`]
    ],
    claim_grounds: [
      ['religion', `'religion' = any(claim_grounds)`],
      ['religion,conscription', `claim_grounds && array['religion', 'conscription']`]
    ]
  },
  '/v1/events': {
    case_id: [
      ['made-up:3', 'case_id = 3'],
      ['made-up:4', 'case_id = 4']
    ],
    group_id: [['made-up:1', 'group_id = 1']]
  },
  '/v1/returns': {
    include_duplicates: [
      ['true', 'true'],
      ['false', 'duplicate_of is null']
    ]
  },
  '/v1/published-counts': {
    year: [
      ['2022', `period_from >= '2022-01-01' and period_to <= '2022-12-31'`],
      ['2021,2023', `extract(year from period_from) in (2021, 2023)`],
      ['2019', 'false']
    ],
    quarter: [
      ['2022-Q3', `period in ('2022-Q3', '2022-08')`],
      ['2022-Q3,2023-Q4', `period in ('2022-Q3', '2022-08', '2023-11')`]
    ],
    month: [
      ['2022-08', `period = '2022-08'`],
      ['2022-08,2023-11', `period in ('2022-08', '2023-11')`]
    ]
  }
}

/** The values of a parameter, and the rows that they mean. */
type Asked = readonly [values: string, sql: string]
interface Parameter {
  name: string
  in: string
  schema: { type?: string; format?: string }
}

t.test('filters', async t => {
  const facts = [
    ...range(500).flatMap(i => [anyCase(i), anyDecision(i), anyReturn(i), anyEvent(i)]),
    ...range(800).map(anyCount)
  ]
  const s = await service(t, {}, (database, dataDir) => importFacts(t, database, dataDir, facts, 'first'))
  const { paths = {} } = s.app.swagger()

  for (const [path, { table, id, usual }] of Object.entries(lists)) {
    const filters = ((paths[path]?.get?.parameters ?? []) as Parameter[]).filter(
      each => each.in === 'query' && !noFilters.has(each.name) && !Object.hasOwn(groupedCountries, each.name)
    )

    const answered = async (query: string): Promise<string[]> => {
      const { data } = await s.json(`${path}?${query}&limit=1000&fields=${id}`)
      return data.map((row: Record<string, string>) => row[id]?.split(':').at(-1)).sort()
    }
    const expected = async (where: string): Promise<string[]> =>
      (await s.database.pool.query(`select ${id}::text as id from ${table} where ${where}`)).rows
        .map(row => row.id)
        .sort()

    /** What to ask a filter, from the values that there are. */
    const cases = async ({ name, schema }: Parameter): Promise<Asked[]> => {
      const known = odd[path]?.[name]
      if (known) return known
      const bound = /^(.+)_(from|to)$/.exec(name)
      if (schema.format === 'date' && bound) {
        const column = name.startsWith('period_') ? name : String(bound[1])
        const days = await distinct(column)
        const middle = String(days[Math.floor(days.length / 2)])
        const sign = bound[2] === 'from' ? '>=' : '<='
        return [middle, '2020-01-01', '2029-12-31'].map(day => [day, `${column} ${sign} '${day}'`] as const)
      }
      const values = await distinct(name)
      t.ok(values.length >= 2, `${path} has several values of ${name}`)
      if (schema.type !== 'array') return values.map(value => [value, `${name} = ${value}`] as const)
      const asked = [...values, values.slice(0, 2).join(',')]
      return asked.map(text => [text, `${name}::text in ('${text.split(',').join(`', '`)}')`] as const)
    }
    const distinct = async (column: string): Promise<string[]> =>
      (
        await s.database.pool.query(
          `select distinct ${column}::text as value from ${table}
           where ${column} is not null and ${column}::text <> 'not_split' order by 1`
        )
      ).rows.map(row => row.value)

    t.test(`${path}: each of ${filters.length} filters finds just the rows that SQL finds`, async t => {
      for (const filter of filters)
        for (const [values, where] of await cases(filter)) {
          const without = filter.name === 'include_duplicates' ? 'true' : usual
          const wanted = await expected(`${where} and ${without}`)
          t.same(await answered(`${filter.name}=${values}`), wanted, `${filter.name}=${values}`)
          const { meta } = await s.json(`${path}?${filter.name}=${values}&limit=1&count=exact`)
          t.equal(meta.total, wanted.length, `${filter.name}=${values} is counted`)
        }
    })

    t.test(`${path}: any two filters together find what both find`, async t => {
      const all = await Promise.all(filters.map(async filter => ({ filter, cases: await cases(filter) })))
      let found = 0
      for (const [i, a] of all.entries())
        for (const [j, b] of all.entries()) {
          if (i >= j || [a, b].some(({ filter }) => filter.name === 'include_duplicates')) continue
          const [x, y] = [a.cases[j % a.cases.length], b.cases[i % b.cases.length]] as [Asked, Asked]
          const pair = a.filter.name.replace(/_from$/, '_to') === b.filter.name && x[0] > y[0]
          if (pair) continue
          const wanted = await expected(`${x[1]} and ${y[1]} and ${usual}`)
          const query = `${a.filter.name}=${x[0]}&${b.filter.name}=${y[0]}`
          t.same(await answered(query), wanted, query)
          found += wanted.length
        }
      t.ok(found > 0, 'and something is found')
    })

    const ranges = filters.filter(({ name }) => name.endsWith('_from'))
    // Figures of a period are asked for by bounds that the period touches: they are tested with the other filters.
    if (path !== '/v1/published-counts')
      t.test(`${path}: both bounds of a range are in it`, async t => {
        for (const { name } of ranges) {
          const column = name.replace(/_from$/, '')
          const [day] = await distinct(column)
          const found = await answered(`${column}_from=${day}&${column}_to=${day}`)
          t.ok(found.length > 0)
          t.same(found, await expected(`${column} = '${day}' and ${usual}`), `${column} on ${day}`)
        }
      })

    t.test(`${path}: a filter on a value never finds what is not split by it`, async t => {
      for (const { name, schema } of filters.filter(each => each.schema.type === 'array')) {
        if (odd[path]?.[name]) continue
        const values = await distinct(name)
        const { data } = await s.json(`${path}?${name}=${values.join(',')}&limit=1000&fields=${name}`)
        t.ok(data.length > 0, `${name} of ${schema.type}`)
        t.notOk(
          data.some((row: Record<string, unknown>) => row[name] === null || row[name] === 'not_split'),
          `${name}=${values.join(',')}`
        )
      }
    })
  }
})
