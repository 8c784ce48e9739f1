import { readFileSync } from 'node:fs'
import t from 'tap'
import { irbLayouts } from '../../../src/sources/ca-irb/claims-by-country.ts'
import { spanOf } from '../../../src/sources/ca-irb/span.ts'
import type { Layout } from '../../../src/sources/source.ts'
import { countsIn, type MappedRow, mapText, shared } from '../released.ts'

const [claims, legacy] = irbLayouts as [Layout, Layout]
const loaded = (found: MappedRow[]) => countsIn(found.filter(({ mapped }) => 'facts' in mapped))
const header =
  'period,as_of,country_of_alleged_persecution,referred,accepted,rejected,abandoned,withdrawn_and_other,finalized_total,pending'
const file = (...lines: string[]) => [header, ...lines, ''].join('\n')
const row = (period: string, country: string, cells = '9,"1,412",34,--,,0,"2,824"') =>
  `${period},2024-09-30,${country},${cells}`

t.test('columns of decisions become figures; referrals and claims pending become none', async t => {
  const found = loaded(await mapText(claims, file(row('2024-01..2024-09', 'Afghanistan'))))
  t.same(
    found.map(({ outcome, value, status }) => [outcome, value, status]),
    [
      ['protection_granted', 1412, 'ok'],
      ['rejected', 34, 'ok'],
      ['abandoned', null, 'suppressed'],
      ['otherwise_closed', null, 'not_reported'],
      ['not_split', 0, 'ok']
    ]
  )
  t.match(found[0], {
    ...{ nationality: 'AFG', country_of_asylum: 'CAN', unit: 'applications', authority: 'ca_irb' },
    ...{ decision_stage: 'first_instance', period: '2024-01..2024-09', total_over: [] },
    ...{ period_from: '2024-01-01', period_to: '2024-09-30', source_label: 'Afghanistan, Accepted' }
  })
  t.same(found[4]?.total_over, ['outcome'])
})

t.test('a withheld cell with the mark of a note is withheld, and no number', async t => {
  for (const cell of ['--', '--3', '-- 12', '--[3]']) {
    const found = loaded(await mapText(claims, file(row('2021', 'Iran', `9,${cell},34,0,0,40,3`))))
    t.match(found[0], { value: null, status: 'suppressed' }, cell)
  }
  for (const cell of ['-3', '-', '---3', '--300', '3--']) {
    const [found] = await mapText(claims, file(row('2021', 'Iran', `9,${cell},34,0,0,40,3`)))
    t.match(found?.mapped, { rejected: 'unreadable_figure' }, cell)
  }
})

t.test('the total over countries, and names that are not one country', async t => {
  const [total, congo, democratic] = await mapText(
    claims,
    file(row('2021', 'Total'), row('2021', 'Congo'), row('2021', '"Congo, Democratic Republic of the"'))
  )
  t.match(total?.mapped, { facts: [{ nationality: 'not_split', total_over: ['nationality'] }] })
  t.match(congo?.mapped, { rejected: 'unknown_code', unknown_codes: [{ code: 'Congo' }] })
  t.match(congo?.mapped, { readable: { nationality: undefined, period_from: '2021-01-01' } })
  t.match(democratic?.mapped, { facts: [{ nationality: 'COD' }] })
})

t.test('months of one year make a year only if they are all of it', async t => {
  t.match(spanOf('2021-01..2021-12'), { label: '2021', series: 'claims' })
  t.match(spanOf('2018 (legacy)'), { label: '2018', series: 'legacy', to: '2018-12-31' })
  t.match(spanOf('2024-01..2024-09'), { from: '2024-01-01', to: '2024-09-30' })
  for (const text of ['2024-09..2024-01', '2024-13..2024-14', '', 'Total'])
    t.equal(spanOf(text), undefined, text)
  const [found] = await mapText(claims, file(row('soon', 'Total')))
  t.match(found?.mapped, {
    rejected: 'unreadable_period',
    readable: { nationality: 'not_split', country_of_asylum: 'CAN', period_from: undefined }
  })
})

t.test('the same months twice are refused: both would be counted', async t => {
  const twice = file(row('2024-01..2024-06', 'Total'), row('2024-01..2024-09', 'Total'))
  await t.rejects(mapText(claims, twice), { code: 'malformed', line: 3 })
  await t.resolves(mapText(claims, file(row('2018', 'Total'), row('2018 (legacy)', 'Total'))))
})

t.test('a figure that is none is rejected', async t => {
  const [found] = await mapText(claims, file(row('2021', 'Total', '1,1.5,1,1,1,1,1')))
  t.match(found?.mapped, { rejected: 'unreadable_figure', readable: { period_to: '2021-12-31' } })
})

const excerpt = shared('data/ca-irb/rpd_claims_by_country_excerpt.csv')
t.test('the excerpt: each row belongs to one of the Board’s tables', { skip: excerpt.missing }, async t => {
  const text = readFileSync(excerpt.path, 'utf8')
  t.ok(claims.matches(text, '') && legacy.matches(text, ''), 'the operator says which')
  t.notOk(claims.matches(file(row('2018 (legacy)', 'Total')), ''))
  const kinds = async (layout: Layout) =>
    (await mapText(layout, text)).map(({ mapped }) => ('excluded' in mapped ? mapped.excluded : 'loaded'))
  t.same(await kinds(claims), [...Array(5).fill('loaded'), 'other_series', 'other_series'])
  t.same(await kinds(legacy), [...Array(5).fill('other_series'), 'loaded', 'loaded'])
  // 30,290 + 12,190 + 934 + 4,600 = 48,014, as the line of 2021 has them.
  const of2021 = loaded(await mapText(claims, text)).filter(
    ({ period, nationality }) => period === '2021' && nationality === 'not_split'
  )
  t.same(
    of2021.map(({ value }) => value),
    [30_290, 12_190, 934, 4_600, 48_014]
  )
  t.same(
    loaded(await mapText(legacy, text)).map(({ value }) => value),
    [1_569, 964, 475, 335, 3_343, null, null, null, null, 48]
  )
})
