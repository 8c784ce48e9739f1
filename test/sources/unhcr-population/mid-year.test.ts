import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { daysOfStock } from '../../../src/sources/unhcr-population/map.ts'
import { service } from '../../service.ts'

t.test('the day of a stock follows from the edition that prints it', async t => {
  const [middle, end] = ['2025-06-30', '2025-12-31']
  const either = { from: middle, to: end }
  for (const [edition_on, days] of [
    ['2025-06-29', either],
    ['2025-06-30', { from: middle, to: middle }],
    ['2025-11-10', { from: middle, to: middle }],
    ['2026-05-31', { from: middle, to: middle }],
    ['2026-06-01', either],
    ['2026-06-14', either],
    ['2026-06-15', { from: end, to: end }],
    [undefined, { from: end, to: end }]
  ] as const)
    t.same(daysOfStock(2025, edition_on), days, String(edition_on))
})

/** Figures are made up. */
const table = `year,coo_iso,coa_iso,refugees,asylum_seekers
2024,AFG,DEU,10,400
2025,AFG,DEU,10,300
`

t.test('an edition of the middle of a year is told on 30 June, and in no answer at its end', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'population-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'population.csv')
  writeFileSync(path, table)
  const request = { source: 'unhcr-population', paths: [path], release: 'mid-year' }
  const { json } = await service(t, {}, async (database, dataDir) => {
    const context = { database, sources: sourceRegistry, dataDir, today: '2026-11-25' }
    await t.rejects(
      importRelease(context, { ...request, retrievedOn: '2026-06-05' }),
      { name: 'ImportStopped', report: { rejected_by_reason: { day_not_told: 1 } } },
      'between two editions'
    )
    const { coverage } = await importRelease(context, { ...request, retrievedOn: '2026-02-01' })
    t.match(coverage, { from: '2024-12-31', to: '2025-06-30' })
  })
  const days = await json('/v1/statistics/pending?source=unhcr-population&group_by=as_at')
  t.match(days.data, [
    { as_at: '2024-12-31', pending: 400 },
    { as_at: '2025-06-30', pending: 300 }
  ])
  t.equal(days.data.length, 2)
})
