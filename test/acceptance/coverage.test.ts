import { join } from 'node:path'
import t, { type Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { type Service, service } from '../service.ts'

/** Files that lack something, with the right answers: every figure is invented, column headers and codes are not. */
const folder = join(projectRoot, 'test/acceptance/coverage')

const eurostat = 'eurostat-asylum-decisions'
const home = 'gb-asylum-decisions'

const serviceWith = (t: Test, source: string, ...files: string[]): Promise<Service> =>
  service(t, {}, async (database, dataDir) => {
    for (const [i, file] of files.entries())
      await importRelease(
        { database, dataDir, sources: sourceRegistry },
        { source, paths: [join(folder, file)], release: `r${i}`, force: true }
      )
  })

type Figures = Record<string, number | null | string[]>

/** The measures of the only row, each with its flags. */
function figuresOf(row: Record<string, unknown>, ...measures: string[]): Figures {
  const flags = row.flags as Record<string, string[]>
  return Object.fromEntries(
    measures.flatMap(name => [
      [name, row[name] as number | null],
      [`${name} flags`, (flags[name] ?? []).filter(flag => flag !== 'rounded')]
    ])
  )
}

const decisions = '/v1/statistics/decisions'
const somaliInSweden = 'nationality=SOM&country_of_asylum=SWE&period_from=2022&period_to=2022'
const measured = 'measures=persons,total_protection_rate,refugee_recognition_rate'
const rates = ['total_protection_rate', 'refugee_recognition_rate']

const inSweden = (source: string) => `${decisions}?source=${source}&${somaliInSweden}&${measured}`

t.test('C01: a whole table answers as it is', async t => {
  const { json } = await serviceWith(t, eurostat, 'es-full.csv')
  const { data, meta } = await json(inSweden(eurostat))
  t.same(figuresOf(data[0], 'persons', ...rates), {
    ...{ persons: 425, 'persons flags': [] },
    ...{ total_protection_rate: 0.294118, 'total_protection_rate flags': [] },
    ...{ refugee_recognition_rate: 0.211765, 'refugee_recognition_rate flags': [] }
  })
  t.same(meta.missing, [])
})

const without = (file: string, persons: number, outcomes: string[]) =>
  t.test(`${file}: a count is a lower bound and there is no rate without its outcomes`, async t => {
    const { json } = await serviceWith(t, eurostat, file)
    const { data, meta } = await json(inSweden(eurostat))
    const told = { persons, 'persons flags': outcomes.length > 0 ? ['partial'] : [] }
    t.match(figuresOf(data[0], 'persons', ...rates), {
      ...told,
      ...{ total_protection_rate: null, 'total_protection_rate flags': ['not_reported'] },
      ...{ refugee_recognition_rate: null, 'refugee_recognition_rate flags': ['not_reported'] }
    })
    const missing = new Set(meta.missing.flatMap((each: { values: string[] }) => each.values))
    for (const outcome of outcomes) t.ok(missing.has(outcome), `${outcome} is named as missing`)
    t.ok(
      meta.missing.every(
        (each: { dimension: string; period: string }) =>
          each.dimension === 'outcome' && each.period === '2022'
      )
    )
  })
without('es-no-negatives.csv', 125, ['rejected'])
const granted = ['refugee_status_granted', 'subsidiary_protection_granted', 'humanitarian_status_granted']
without('es-rejected-only.csv', 300, granted)
without('es-refugee-and-rejected.csv', 390, granted.slice(1))
without('es-refugee-and-total.csv', 425, [])

t.test('C04: parts beside a published total leave the rest out, by name', async t => {
  const { json } = await serviceWith(t, eurostat, 'es-refugee-and-total.csv')
  const { data, meta } = await json(`${decisions}?source=${eurostat}&${somaliInSweden}&group_by=outcome`)
  t.match(data, [{ outcome: 'refugee_status_granted', persons: 90 }])
  t.match(meta.reconciliation.persons, {
    in_scope: 425,
    sum_of_cells: 90,
    left_out: [{ reason: 'not_told', count: 335 }]
  })
})

for (const [file, dimension, missing, named, value, rate] of [
  ['es-female-only.csv', 'sex', ['male'], 'female', 165, 0.272727],
  ['es-minors-only.csv', 'age_group', ['18-34', '35-64', '65+'], '0-17', 75, 0.2]
] as const)
  t.test(`${file}: a value is no total`, async t => {
    const { json } = await serviceWith(t, eurostat, file)
    const { data, meta } = await json(inSweden(eurostat))
    t.same(figuresOf(data[0], 'persons', 'total_protection_rate'), {
      ...{ persons: value, 'persons flags': ['partial'] },
      ...{ total_protection_rate: null, 'total_protection_rate flags': ['not_reported'] }
    })
    t.same(new Set(meta.missing.flatMap((each: { values: string[] }) => each.values)), new Set(missing))
    t.ok(meta.missing.every((each: { dimension: string }) => each.dimension === dimension))
    const one = await json(`${inSweden(eurostat)}&${dimension}=${named}`)
    t.same(figuresOf(one.data[0], 'persons', 'total_protection_rate'), {
      ...{ persons: value, 'persons flags': [] },
      ...{ total_protection_rate: rate, 'total_protection_rate flags': [] }
    })
  })

t.test('C08: one nationality is no total of all', async t => {
  const { json } = await serviceWith(t, eurostat, 'es-one-nationality.csv')
  const { data, meta } = await json(
    `${decisions}?source=${eurostat}&country_of_asylum=SWE&period_from=2022&period_to=2022`
  )
  t.same(figuresOf(data[0], 'persons'), { persons: 425, 'persons flags': ['partial'] })
  t.ok(meta.caveats.some(({ id }: { id: string }) => id === 'outside-coverage'))
})

t.test('C09: a published total is whole, and parts of two citizenships are not', async t => {
  const { json } = await serviceWith(t, eurostat, 'es-total-one-year.csv')
  const { data, meta } = await json(`${decisions}?source=${eurostat}&country_of_asylum=SWE&group_by=year`)
  t.same(
    data.map((row: Record<string, unknown>) => [row.year, figuresOf(row, 'persons')]),
    [
      ['2021', { persons: 2270, 'persons flags': [] }],
      ['2022', { persons: 1075, 'persons flags': ['partial'] }]
    ]
  )
  t.match(meta.missing, [{ dimension: 'nationality', period: '2022' }])
})

t.test('C15, C16: a table of the Home Office without an outcome or a sex', async t => {
  const ask = async (file: string) => {
    const { json } = await serviceWith(t, home, file)
    const { data, meta } = await json(
      `${decisions}?source=${home}&nationality=ERI&measures=persons,total_protection_rate`
    )
    const figures = figuresOf(data[0], 'persons', 'total_protection_rate')
    return [figures.persons, figures.total_protection_rate, meta.missing]
  }
  t.match(await ask('gb-decisions-full.csv'), [282, 0.625, []])
  t.match(await ask('gb-decisions-refusals-only.csv'), [90, null])
  t.match(await ask('gb-decisions-men-only.csv'), [150, null, [{ dimension: 'sex', values: ['female'] }]])
})

t.test('C17: a quarter that two of three countries have not filed', async t => {
  const { json } = await serviceWith(t, eurostat, 'es-quarter-tail.csv')
  const asked = `${decisions}?source=${eurostat}&series=first-instance-quarterly&nationality=SOM&group_by=quarter&measures=persons,total_protection_rate`
  const named = await json(`${asked}&country_of_asylum=DNK,FIN,NOR`)
  t.same(
    named.data.map((row: Record<string, unknown>) => [
      row.quarter,
      figuresOf(row, 'persons', 'total_protection_rate')
    ]),
    [
      ['2025-Q3', { persons: 460, 'persons flags': [] }],
      ['2025-Q4', { persons: 460, 'persons flags': [] }],
      [
        '2026-Q1',
        {
          ...{ persons: null, 'persons flags': ['not_reported'] },
          ...{ total_protection_rate: null, 'total_protection_rate flags': ['not_reported'] }
        }
      ]
    ].map(([quarter, figures], i) => [
      quarter,
      i < 2 ? { ...(figures as Figures), ...figuresOf(named.data[i], 'total_protection_rate') } : figures
    ])
  )
  const of = (missing: { values: string[] }[]) => [...new Set(missing.flatMap(({ values }) => values))].sort()
  t.same(of(named.meta.missing), ['FIN', 'NOR'])
  const open = await json(asked)
  t.same(figuresOf(open.data[2], 'persons'), { persons: 120, 'persons flags': ['partial'] })
  t.same(figuresOf(open.data[1], 'persons'), { persons: 460, 'persons flags': [] })
  t.same(of(open.meta.missing), ['FIN', 'NOR'])
  t.ok(
    open.meta.missing.every((each: { nearest?: unknown }) => each.nearest),
    'with what they told last'
  )
})
