import { readFile } from 'node:fs/promises'
import t from 'tap'
import { credibleFearSource } from '../../../src/sources/us-credible-fear/index.ts'
import { semiMonthlyReport } from '../../../src/sources/us-credible-fear/semi-monthly.ts'
import { caseFile } from '../../cases/importing.ts'
import { countsIn, mapText, shared } from '../released.ts'
import { halvesUntil, madeReport } from './made-report.ts'

// Invented figures in the publisher's layout, and the head of its report of 20 August 2024.
const made = () => readFile(caseFile('layouts/semi-monthly.csv'), 'utf8')

t.test('the report is known by its blocks and its receipts', async t => {
  const text = await made()
  t.same(
    credibleFearSource.layouts.filter(layout => layout.matches(text, 'a.csv')),
    [semiMonthlyReport]
  )
})

t.test('a zero is a number, and receipts are what was lodged', async t => {
  const rows = await mapText(semiMonthlyReport, await made())
  const torture = rows.find(({ row }) => row.raw.startsWith('Fear Established_Torture'))
  t.match(torture?.mapped, {
    facts: [{ value: 17 }, { value: 0, status: 'provisional', outcome: 'fear_found' }]
  })
  const receipts = rows.filter(({ row }) => row.raw.startsWith('Case Receipts'))
  t.match(
    receipts.map(({ mapped }) => mapped),
    [
      {
        facts: [
          { subject: 'applications', value: 1410, outcome: 'not_split', total_over: [] },
          { value: 1090 }
        ]
      },
      { facts: [{ subject: 'applications', screening_type: 'reasonable_fear', value: 120 }, { value: 97 }] }
    ]
  )
})

t.test('a report that lacks a block, or dates of halves of months, is refused', async t => {
  const text = await made()
  const cut = text.slice(0, text.indexOf('All Reasonable'))
  await t.rejects(mapText(semiMonthlyReport, cut), { code: 'truncated', message: /reasonable fear/ })
  const odd = text.replaceAll('4/15/2026', '4/14/2026')
  await t.rejects(mapText(semiMonthlyReport, odd), { code: 'malformed', message: /halves of months/ })
})

t.test('dates with the day first are read where only so they are halves of months', async t => {
  const dayFirst = (await made()).replace(/4\/(\d+)\/2026/g, '$1/4/2026')
  const periods = countsIn(
    (await mapText(semiMonthlyReport, dayFirst)).filter(({ mapped }) => 'facts' in mapped)
  ).map(({ period }) => period)
  t.same([...new Set(periods)], ['2026-04-01..2026-04-15', '2026-04-16..2026-04-30'])
})

/** Of each half the parts make All Decisions; older halves have less. */
const parts = {
  ...{ 'Case Receipts': 1400, 'All Decisions': 1000, 'Fear Established_Persecution (Y)': 400 },
  ...{ 'Fear Established_Torture (Y)': 100, 'Fear Not Established (N)': 300, 'Administratively Closed': 200 }
}
const whole = (settings: { bom?: boolean; blank?: number } = {}) =>
  madeReport({
    halves: halvesUntil('2024-08-01', 25),
    credible: label => parts[label],
    reasonable: label => parts[label] / 100,
    ...settings
  })

t.test('a whole report is read whatever its bytes and blank lines; only two blocks count', async t => {
  for (const settings of [{}, { bom: true }, { blank: 0 }]) {
    const rows = await mapText(semiMonthlyReport, whole(settings))
    // Six lines in five blocks, 6 and 6 in the transit bar, 5 and 5 in each of the two by adjudicator.
    t.equal(rows.length, 4 * 6 + 12 + 2 * 10)
    const reasons = rows.flatMap(({ mapped }) => ('excluded' in mapped ? [mapped.excluded] : []))
    t.equal(reasons.filter(reason => reason === 'part_of_total').length, 2 * 6 + 12 + 2 * 10)
    const facts = countsIn(rows.filter(({ mapped }) => 'facts' in mapped))
    t.equal(facts.length, 2 * 6 * 25)
    t.equal(new Set(facts.map(({ count_key }) => count_key)).size, facts.length)
    t.same([...new Set(facts.map(({ period }) => period))].slice(-2), [
      '2024-07-16..2024-07-31',
      '2024-08-01..2024-08-15'
    ])
    t.same(
      [...new Set(facts.filter(({ status }) => status === 'provisional').map(({ period }) => period))],
      ['2024-08-01..2024-08-15'],
      'reports of the newest half still come in'
    )
    t.equal(
      facts.find(each => each.screening_type === 'reasonable_fear' && each.source_code === 'All Decisions')
        ?.value,
      10
    )
  }
})

t.test('a half of a month that is missing or there twice, and a line that is, are refused', async t => {
  const text = whole().toString('latin1')
  const gap = text.replaceAll('7/16/2024', '6/16/2024').replaceAll('7/31/2024', '6/30/2024')
  await t.rejects(mapText(semiMonthlyReport, Buffer.from(gap, 'latin1')), {
    ...{ code: 'malformed', message: /2024-06-16 on where another should follow/ }
  })
  const [line = ''] = /^All Decisions.*\r\n/m.exec(text) ?? []
  await t.rejects(mapText(semiMonthlyReport, Buffer.from(text.replace(line, line + line), 'latin1')), {
    ...{ code: 'malformed', message: /"All Decisions" stands twice/ }
  })
})

const published = shared('data/new-sources/uscis_semi_monthly_head.csv')

t.test('the published report adds up as counted by hand', { skip: published.missing }, async t => {
  const facts = countsIn(
    (await mapText(semiMonthlyReport, await readFile(published.path))).filter(
      ({ mapped }) => 'facts' in mapped
    )
  )
  const sum = (screening: string, code: string) =>
    facts
      .filter(({ screening_type, source_code }) => screening_type === screening && source_code === code)
      .reduce((all, { value }) => all + (value ?? 0), 0)
  t.equal(sum('credible_fear', 'All Decisions'), 198_405)
  t.equal(sum('credible_fear', 'Fear Established_Persecution (Y)'), 50_692)
  t.equal(sum('credible_fear', 'Fear Not Established (N)'), 63_812)
  t.equal(sum('credible_fear', 'Case Receipts'), 183_687)
  t.equal(sum('reasonable_fear', 'Case Receipts'), 16_446)
  t.equal(sum('reasonable_fear', 'All Decisions'), 15_878)
  t.equal(sum('reasonable_fear', 'Administratively Closed'), 4_197)
})
