import t, { type Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { pathOf, withoutSharedData } from '../acceptance/published-files.ts'
import { type Service, service } from '../service.ts'

type Row = Readonly<Record<string, unknown>> & { flags: Readonly<Record<string, readonly string[] | string>> }

interface Published {
  source: string
  file: string
  path: string
  filters: readonly string[]
  by: string
  others: readonly string[]
}

/** The real published files, with totals, subtotals, rounded and withheld figures as they stand in them. */
const files: readonly Published[] = [
  {
    ...{ source: 'unhcr-asylum-decisions', file: 'unhcr/asylum_decisions.csv.gz' },
    ...{ path: '/v1/statistics/decisions', by: 'nationality' },
    filters: [
      'decision_stage=first_instance&unit=persons&country_of_asylum=DEU',
      'decision_stage=first_instance&unit=persons&country_of_asylum=FRA,ITA&source_level=FI'
    ],
    others: ['year', 'outcome_group']
  },
  {
    ...{ source: 'gb-asylum-decisions', file: 'gb-home-office/decisions_resettlement.csv.gz' },
    ...{ path: '/v1/statistics/decisions', by: 'nationality' },
    filters: ['decision_stage=first_instance', 'decision_stage=first_instance&sex=female'],
    others: ['outcome_group', 'age_group']
  },
  {
    ...{ source: 'gb-returns', file: 'gb-home-office/returns.csv.gz' },
    ...{ path: '/v1/statistics/returns', by: 'nationality' },
    filters: ['', 'return_type=enforced'],
    others: ['year', 'return_type']
  },
  {
    ...{ source: 'gb-returns', file: 'gb-home-office/returns_by_destination.csv.gz' },
    ...{ path: '/v1/statistics/returns', by: 'country_of_return' },
    filters: [''],
    others: ['year', 'return_type']
  },
  {
    ...{ source: 'eurostat-returns', file: 'eurostat/migr_eirtn_Data_allcitizens.csv.gz' },
    ...{ path: '/v1/statistics/returns', by: 'nationality' },
    filters: ['country_of_asylum=DEU', 'country_of_asylum=FRA'],
    others: ['year']
  },
  {
    ...{ source: 'eurostat-asylum-decisions', file: 'eurostat/migr_asydcfsta_2017-04-26.csv' },
    ...{ path: '/v1/statistics/decisions', by: 'country_of_asylum' },
    filters: ['decision_stage=first_instance'],
    others: ['year', 'outcome_group']
  }
]

for (const one of files)
  t.test(
    `${one.file}: the rest of the largest groups is what its other groups tell`,
    { skip: withoutSharedData, timeout: 600_000 },
    t => isWhole(t, one)
  )

async function isWhole(t: Test, { source, file, path, filters, by, others }: Published): Promise<void> {
  const { database, dataDir, snapshots, json } = await service(t, {}, async () => {})
  const context = { database, dataDir, sources: sourceRegistry }
  const { series } = await importRelease(context, { source, paths: [pathOf(file)], release: 'published' })
  await snapshots.refresh()
  let judged = 0
  for (const filter of filters)
    for (const other of others) {
      const asked = [`source=${source}&series=${series}&release=published`, filter, `group_by=${other},${by}`]
      const question = `${path}?${asked.filter(Boolean).join('&')}`
      const all = await allOf(json, question)
      for (const top of [1, 7]) {
        const { data: shown } = await json(`${question}&top=${top}`)
        judged += judge(t, `${question}&top=${top}`, { by, others: other, all, shown })
      }
    }
  t.ok(judged > 10, `${file}: ${judged} cells of the rest`)
}

interface All {
  unit: string
  data: Row[]
}

/** All rows of an answer without `top`, page by page. */
async function allOf(json: Service['json'], question: string): Promise<All> {
  const data: Row[] = []
  let next = `${question}&limit=1000`
  for (;;) {
    const page = await json(next)
    data.push(...page.data)
    if (!page.links.next) return { unit: page.meta.unit, data }
    next = page.links.next
  }
}

interface Answers {
  by: string
  others: string
  all: All
  shown: Row[]
}

/** How many cells of the rest were judged. */
function judge(t: Test, name: string, { by, others, all: { unit, data }, shown }: Answers): number {
  const keyOf = (row: Row) => JSON.stringify(others.split(',').map(each => row[each]))
  const own = shown.filter(row => row[by] !== 'rest')
  const kept = new Set(own.map(row => row[by]))
  const sorted = (rows: Row[]) => rows.map(row => JSON.stringify(row)).sort()
  t.same(sorted(own), sorted(data.filter(row => kept.has(row[by]))), `${name}: own rows`)
  const sums = new Map<string, { sum: number; hasNull: boolean; hasPartial: boolean }>()
  for (const row of data.filter(each => !kept.has(each[by]))) {
    const sum = sums.get(keyOf(row)) ?? { sum: 0, hasNull: false, hasPartial: false }
    const value = row[unit] as number | null
    sums.set(keyOf(row), {
      sum: sum.sum + (value ?? 0),
      hasNull: sum.hasNull || value === null,
      hasPartial: sum.hasPartial || [row.flags[unit] ?? []].flat().includes('partial')
    })
  }
  const rest = shown.filter(row => row[by] === 'rest')
  t.same(new Set(rest.map(keyOf)), new Set(sums.keys()), `${name}: the cells of the rest`)
  for (const row of rest) {
    const expected = sums.get(keyOf(row))
    const flags = [row.flags[unit] ?? []].flat()
    if (row[unit] === null) t.ok(expected?.hasNull, `${name} ${keyOf(row)}: null only where one group is`)
    else t.equal(row[unit], expected?.sum, `${name} ${keyOf(row)}`)
    if (expected?.hasPartial || (expected?.hasNull && row[unit] !== null))
      t.ok(flags.includes('partial'), `${name} ${keyOf(row)}: a lower bound is told as one`)
  }
  return rest.length
}
