import { join } from 'node:path'
import t, { type Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { projectRoot } from '../../src/root.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { database } from '../helper.ts'
import { folder as emptyFolder } from '../import/made-up.ts'
import { at } from '../sources/us-eoir-cases/released-rows.ts'
import { casesAsRows, courtFiles, courtFolder, removalCase } from './court-release.ts'

/** Files that lack something; every figure is invented, column headers and codes are not. */
const folder = join(projectRoot, 'test/acceptance/coverage')
const eurostat = 'eurostat-asylum-decisions'

/** Imports files of a source one after the other, as releases r1, r2, … */
async function importer(t: Test, source: string) {
  const opened = await database(t)
  const context = {
    ...{ database: opened, dataDir: await emptyFolder(t), sources: sourceRegistry, today: '2026-11-01' }
  }
  let number = 0
  const bring = (file: string, more: object = {}) =>
    importRelease(context, { source, paths: [join(folder, file)], release: `r${++number}`, ...more })
  const statuses = async () => {
    const { rows } = await opened.pool.query('select release, status from releases order by release_id')
    return rows.map(row => `${row.release} ${row.status}`).join(', ')
  }
  return { ...opened, bring, statuses, context }
}

for (const [id, first, second, more] of [
  ['C10', 'es-all-outcomes.csv', 'es-rejected-by-sex-and-age.csv', {}],
  ['C11', 'all-outcomes_migr_asydcfsta.tsv', 'rejected-by-sex-and-age_migr_asydcfsta.tsv', {}],
  ['C12', 'explorer-positive.csv', 'explorer-rejected.csv', { series: 'first-instance-annual' }]
] as const)
  t.test(`${id}: a table of other outcomes does not take the place of one`, async t => {
    const { bring, statuses } = await importer(t, eurostat)
    t.match(await bring(first, more), { status: 'current' })
    const report = await bring(second, more)
    t.match(report, {
      status: 'beside',
      reason: /does not cover .* r1 does: .*outcome: .*protection_granted/
    })
    t.equal(await statuses(), 'r1 current, r2 beside')
  })

t.test('C13: a table without nationalities covers none, and one of two covers no total', async t => {
  const one = await importer(t, 'eurostat-returns')
  await one.bring('returns-two-nationalities.csv')
  t.match(await one.bring('returns-total.csv'), { status: 'beside', reason: /nationalities IRQ, UKR/ })
  const other = await importer(t, 'eurostat-returns')
  await other.bring('returns-total.csv')
  t.match(await other.bring('returns-two-nationalities.csv'), {
    status: 'beside',
    reason: /the total of all nationalities/
  })
})

t.test('C14: --force loads what is odd and does not choose what is current', async t => {
  const { bring, statuses } = await importer(t, eurostat)
  await bring('es-all-outcomes.csv')
  await bring('es-no-negatives.csv', { force: true })
  await bring('es-rejected-only.csv', { force: true })
  t.equal(await statuses(), 'r1 current, r2 beside, r3 beside')
  t.match(await bring('es-all-outcomes.csv'), { result: 'unchanged', release: 'r1', status: 'current' })
})

t.test('K02: one order dated seventy years too early keeps no later release of the court beside', async t => {
  const { context, statuses } = await importer(t, 'us-eoir-cases')
  const cases = Array.from({ length: 12 }, (_, i) => removalCase(i + 1))
  const stray = removalCase(13)
  stray.B_TblProceeding.COMP_DATE = at('1950-01-01')
  const bring = async (rows: typeof cases, release: string, releasedOn: string) =>
    importRelease(context, {
      ...{ source: 'us-eoir-cases', release, releasedOn, retrievedOn: releasedOn },
      paths: [await courtFolder(t, courtFiles(casesAsRows(rows)))]
    })
  await bring([...cases, stray], 's', '2023-07-01')
  t.match(await bring(cases, 'p', '2023-08-01'), { status: 'current', reason: /covers all that s did/ })
  t.match(await bring(cases.slice(1), 'o', '2023-06-01'), { status: 'beside', reason: /edition/ })
  t.equal(await statuses(), 's superseded, p current, o beside')
})
