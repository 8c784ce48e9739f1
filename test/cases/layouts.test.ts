import t, { type Test } from 'tap'
import { importing } from './importing.ts'

type Row = Record<string, unknown>
const unhcr = 'unhcr-asylum-decisions'
const gb = 'gb-asylum-decisions'
const decisions = async (t: Test, source: string, file: string, query: string, columns: string[]) => {
  const { json, errors, reports } = await importing(t, source, [`layouts/${file}`])
  t.same(errors, {}, file)
  const { data } = await json(`/v1/statistics/decisions?source=${source}&${query}`)
  const rows = data.map((row: Row) => columns.map(name => row[name]).join(' '))
  return { rows: rows.sort(), report: reports[`layouts/${file}`], json }
}

t.test('the download of UNHCR that names stages is read as the whole table is', async t => {
  const query = 'decision_stage=first_instance&nationality=SOM&country_of_asylum=SWE&group_by=outcome'
  const { rows, report, json } = await decisions(t, unhcr, 'unhcr-13-columns.csv', query, [
    'outcome',
    'persons'
  ])
  t.equal(report?.series, 'decisions')
  t.same(rows, [
    'complementary_protection_granted 75',
    'otherwise_closed 35',
    'refugee_status_granted 260',
    'rejected 410'
  ])
  const ask = async (more: string) =>
    (await json(`/v1/statistics/decisions?source=${unhcr}&nationality=SOM&group_by=outcome&${more}`)).data
      .map((row: Row) => `${row.outcome} ${row.persons ?? row.cases}`)
      .sort()
  t.same(await ask('decision_stage=appeal&country_of_asylum=SWE'), [
    'complementary_protection_granted 7',
    'otherwise_closed 60',
    'refugee_status_granted 18',
    'rejected 140'
  ])
  const us = await ask('decision_stage=first_instance&country_of_asylum=USA&unit=cases')
  t.ok(us.includes('denied_or_referred 28'))
})

t.test('the old bulk layout of Eurostat, without frequency, is read', async t => {
  const source = 'eurostat-asylum-decisions'
  const file = 'layouts/old_migr_asydcfsta.tsv'
  const { json, errors } = await importing(t, source, [file, 'layouts/old-codes_migr_asydcfsta.tsv'])
  t.notOk(errors[file])
  t.match(errors['layouts/old-codes_migr_asydcfsta.tsv']?.message, /OTH_POS/)
  const { data } = await json(
    `/v1/published-counts?source=${source}&nationality=SOM&country_of_asylum=FIN&limit=50`
  )
  const cells = data.map(
    ({ period, source_code, value, status, source_flags }: Row) =>
      `${period} ${source_code} ${value} ${status} ${source_flags}`
  )
  t.same(cells.sort(), [
    '2013 GENCONV null suppressed c',
    '2013 HUMSTAT 0 rounded n',
    '2013 REJECTED 75 rounded ',
    '2013 SUB_PROT null not_applicable z',
    '2013 TOTAL 150 rounded ',
    '2013 TOTAL_POS null not_reported ',
    '2014 GENCONV 40 rounded ',
    '2014 HUMSTAT 10 rounded ',
    '2014 REJECTED 90 rounded ',
    '2014 SUB_PROT 45 rounded b,p',
    '2014 TOTAL 185 rounded p',
    '2014 TOTAL_POS 95 rounded p'
  ])
})

t.test('the semi-monthly report of USCIS tells credible and reasonable fear by half-month', async t => {
  const source = 'us-credible-fear'
  const { json, errors, reports } = await importing(t, source, ['layouts/semi-monthly.csv'])
  t.same(errors, {})
  t.match(reports['layouts/semi-monthly.csv'], {
    ...{ series: 'semi-monthly', rejected: 0 }
  })
  const of = async (screening_type: string) => {
    const { data } = await json(
      `/v1/published-counts?source=${source}&series=semi-monthly&screening_type=${screening_type}&limit=100`
    )
    const sums: Record<string, number> = {}
    // Receipts are applications, which are never added to decisions.
    for (const { period, outcome, value } of data.filter((row: Row) => row.subject === 'decisions'))
      sums[`${period} ${outcome}`] = (sums[`${period} ${outcome}`] ?? 0) + value
    return sums
  }
  const [first, second] = ['2026-04-01..2026-04-15', '2026-04-16..2026-04-30']
  t.same(await of('credible_fear'), {
    ...{ [`${first} fear_found`]: 419, [`${first} fear_not_found`]: 561 },
    ...{ [`${first} otherwise_closed`]: 255, [`${first} not_split`]: 1235 },
    ...{ [`${second} fear_found`]: 268, [`${second} fear_not_found`]: 470 },
    ...{ [`${second} otherwise_closed`]: 239, [`${second} not_split`]: 977 }
  })
  t.same(await of('reasonable_fear'), {
    ...{ [`${first} fear_found`]: 29, [`${first} fear_not_found`]: 51 },
    ...{ [`${first} otherwise_closed`]: 24, [`${first} not_split`]: 104 },
    ...{ [`${second} fear_found`]: 21, [`${second} fear_not_found`]: 47 },
    ...{ [`${second} otherwise_closed`]: 20, [`${second} not_split`]: 88 }
  })
  const { data } = await json(
    `/v1/statistics/decisions?source=${source}&series=semi-monthly&screening_type=credible_fear&group_by=month,outcome`
  )
  t.same(data.map((row: Row) => `${row.month} ${row.outcome} ${row.cases}`).sort(), [
    '2026-04 fear_found 687',
    '2026-04 fear_not_found 1031',
    '2026-04 otherwise_closed 494'
  ])
})

t.test('files as users have them are read as the publisher’s own', async t => {
  const query = 'decision_stage=first_instance&group_by=year,nationality,outcome'
  const columns = ['year', 'nationality', 'outcome', 'persons']
  const { rows: base } = await decisions(t, unhcr, 'unhcr-base.csv', query, columns)
  t.ok(base.includes('2023 SOM complementary_protection_granted 12'))
  for (const file of ['unhcr-semicolon.csv', 'unhcr-utf16.csv', 'unhcr-decimals.csv'])
    t.same((await decisions(t, unhcr, file, query, columns)).rows, base, file)
  const thousands = await decisions(t, unhcr, 'unhcr-thousands.csv', query, columns)
  t.same(
    thousands.rows,
    base.map((row: string) => row.replace(/([1-9]\d*)$/, '$10'))
  )
  const bySex = async (file: string) =>
    (await decisions(t, gb, file, 'group_by=sex,outcome', ['sex', 'outcome', 'persons'])).rows
  const published = await bySex('gb-base.csv')
  t.ok(published.includes('female refugee_status_granted 108'))
  for (const file of ['gb-semicolon-bom.csv', 'gb-utf16.csv', 'gb-decimals.csv', 'gb-index-column.csv'])
    t.same(await bySex(file), published, file)
})

t.test('a text in Latin-1 is refused, naming the line', async t => {
  const { errors } = await importing(t, unhcr, ['layouts/unhcr-cp1252.csv'])
  t.match(errors['layouts/unhcr-cp1252.csv']?.message, /line 3.*Latin-1/)
})
