import { parse } from 'csv-parse/sync'
import t from 'tap'
import { syncCatalogue } from '../../../src/import/catalogue.ts'
import { openClient } from '../../../src/import/client.ts'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { casesAsRows, courtFiles, courtFolder, removalCase } from '../../acceptance/court-release.ts'
import { service } from '../../service.ts'
import { at } from '../../sources/us-eoir-cases/released-rows.ts'

type Removal = ReturnType<typeof removalCase>

/** Cases of which some lack a custody, one has a nationality of no list, and one a date that cannot be. */
function cases(size: number): Removal[] {
  return Array.from({ length: size }, (_, i) => {
    const each = removalCase(i + 1)
    const day = i === 3 ? '2925-01-01' : `2020-01-${String(i + 1).padStart(2, '0')}`
    return {
      ...each,
      A_TblCase: { ...each.A_TblCase, NAT: i === 2 ? '??' : i % 2 === 0 ? 'RU' : 'CH' },
      B_TblProceeding: {
        ...each.B_TblProceeding,
        ...{
          OSC_DATE: at(day),
          CUSTODY: i % 5 === 0 ? '' : i % 2 === 0 ? 'D' : 'N',
          NAT: i === 2 ? '??' : 'RU'
        }
      }
    }
  })
}

t.test('the ledger of fields is what a count of the rows tells', async t => {
  const editions = [cases(10), cases(14)]
  const { get, json } = await service(t, {}, async (database, dataDir) => {
    const client = await openClient(database)
    await syncCatalogue(client, sourceRegistry).finally(() => client.end())
    for (const [i, rows] of editions.entries()) {
      const folder = await courtFolder(t, courtFiles(casesAsRows(rows)))
      await importRelease(
        { database, dataDir, sources: sourceRegistry },
        {
          ...{
            source: 'us-eoir-cases',
            paths: [folder],
            release: `r${i + 1}`,
            force: true,
            makeCurrent: true
          },
          ...{ releasedOn: '2026-09-02', retrievedOn: '2026-09-02' }
        }
      )
    }
  })
  const url = '/v1/sources/us-eoir-cases/fields'
  const { data, meta } = await json(url)
  t.equal(meta.total, data.length)
  const row = (record: string, field: string, of = data) =>
    of.find((each: { record: string; field: string }) => each.record === record && each.field === field)

  const [before, now] = editions.map(rows => {
    const custodies = rows.map(each => each.B_TblProceeding.CUSTODY)
    const days = rows
      .map(each => each.B_TblProceeding.OSC_DATE.slice(0, 10))
      .filter(day => day < '2026')
      .sort()
    return {
      rows: rows.length,
      no_custody: custodies.filter(code => code === '').length,
      detained: custodies.filter(code => code === 'D').length,
      never: custodies.filter(code => code === 'N').length,
      ...{ first: days[0], last: days.at(-1), days: new Set(days).size, no_day: rows.length - days.length },
      unknown: rows.filter(each => each.A_TblCase.NAT === '??').length
    }
  })
  if (!before || !now) throw new Error('two editions')
  const rounded = (share: number) => Math.round(share * 1e6) / 1e6
  t.match(row('case', 'custody'), {
    ...{ rows: now.rows, release: 'r2', before: 'r1', rows_before: before.rows },
    unknown: now.no_custody,
    unknown_share: rounded(now.no_custody / now.rows),
    unknown_share_before: rounded(before.no_custody / before.rows),
    ...{ missing: 0, distinct_values: 3, distinct_values_before: 3, first_on: null, impossible: null }
  })
  t.same(
    row('case', 'custody').top_values,
    [
      { value: 'never_detained', count: now.never },
      { value: 'detained', count: now.detained },
      { value: 'UNK', count: now.no_custody }
    ].sort((a, b) => b.count - a.count)
  )
  t.match(row('case', 'filed_on'), {
    ...{
      missing: now.no_day,
      first_on: now.first,
      last_on: now.last,
      distinct_values: now.days,
      top_values: null
    },
    ...{ first_on_before: before.first, last_on_before: before.last, distinct_values_before: before.days }
  })
  t.match(row('case', 'nationality'), {
    ...{ missing: 0, unknown: now.unknown, unknown_share: rounded(now.unknown / now.rows) },
    unknown_share_before: rounded(before.unknown / before.rows)
  })
  t.match(row('case', 'impossible_dates'), {
    ...{
      impossible: 1,
      impossible_before: 1,
      missing: now.rows - 1,
      top_values: [{ value: 'OSC_DATE', count: 1 }]
    }
  })
  t.match(row('decision', 'outcome'), { rows: 2 * now.rows, missing: 0 })
  t.match(row('case', 'case_id'), { distinct_values: now.rows, top_values: null })
  t.match(row('decision', 'case_id'), { distinct_values: null, top_values: null, missing: 0 })

  const untold = [
    'case_id',
    'decision_id',
    'filed_on',
    'decided_on',
    'birth_decade',
    'nationality_raw',
    'source_label',
    'summary'
  ]
  for (const { field, top_values } of data) if (untold.includes(field)) t.equal(top_values, null, field)
  t.notOk(JSON.stringify(data).includes('2925'), 'a date that cannot be is counted and not told')

  t.same((await json(`${url}?field=custody&record=case`)).data, [row('case', 'custody')])
  const former = (await json(`${url}?release=r1`)).data
  t.match(row('case', 'custody', former), {
    release: 'r1',
    before: null,
    rows: before.rows,
    missing_share_before: null
  })
  const csv = parse((await get(`${url}.csv?lang=fr&labels=true`)).body, { columns: true }) as Record<
    string,
    string
  >[]
  t.equal(csv.length, data.length)
  t.match(csv[0], { record: 'case', record_label: 'Dossier' })
  for (const [query, status] of [
    ['release=r9', 404],
    ['field=no_such_field', 400],
    ['record=person', 400],
    ['as_of=2999-01-01', 400]
  ] as const)
    t.equal((await get(`${url}?${query}`)).statusCode, status, query)
  t.equal((await get('/v1/sources/us-eoir/fields')).statusCode, 404)
  t.same((await json('/v1/sources/ca-irb/fields')).data, [], 'a source without a release')
})
