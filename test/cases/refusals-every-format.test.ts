import t from 'tap'
import { sharedService } from '../service.ts'
import { importing } from './importing.ts'
import { refusedAlike, tables } from './refused-alike.ts'

/** Files that are refused, with what the import says; nothing of them answers afterwards, in any format. */
const refusedFiles = [
  ['L03', 'eurostat-asylum-decisions', 'layouts/old-codes_migr_asydcfsta.tsv', /OTH_POS/],
  ['L09', 'unhcr-asylum-decisions', 'layouts/unhcr-cp1252.csv', /line 3.*Latin-1/],
  ['W01', 'gb-asylum-decisions', 'rows/gb-decisions-same-row.csv', /line 3: is the same row as line 2/],
  ['W02', 'gb-asylum-decisions', 'rows/gb-appeals-same-row.csv', /line 3: is the same row as line 2/],
  ['W03', 'gb-asylum-decisions', 'rows/gb-appeals-one-rejected.csv', /./],
  ['W04', 'unhcr-asylum-decisions', 'rows/unhcr-one-rejected.csv', /./],
  ['W05', 'eurostat-asylum-decisions', 'rows/eurostat-one-rejected.csv', /./]
] as const

for (const [id, source, file, message] of refusedFiles)
  t.test(`${id}, ${file}: the import refuses it, and nothing of it answers in any format`, async t => {
    const served = await importing(t, source, [file])
    t.match(served.errors[file]?.message, message)
    await refusedAlike(t, served, `/v1/statistics/decisions?source=${source}`, {
      status: 400,
      type: 'unsupported-combination',
      detail: new RegExp(`${source} is a source that is known here, and .*asylum-outcomes import ${source}`)
    })
  })

t.test(
  'Q01, Q02: the name of a property of every object is no code, at any endpoint, in any format',
  async t => {
    const served = await sharedService()
    const unknown = { status: 400, type: 'unknown-code', detail: /./ }
    for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
      const decisions = '/v1/statistics/decisions?source=us-credible-fear'
      for (const address of [`${decisions}&nationality=${word}`, `${decisions}&country_of_asylum=${word}`])
        await refusedAlike(t, served, address, unknown)
      for (const address of [
        `/v1/decisions?country_of_return=${word}`,
        `/v1/published-counts?nationality=${word}`,
        `/v1/returns?nationality=${word}`,
        `/v1/cases?nationality=${word}`,
        `/v1/countries-of-return?nationality=${word}`
      ])
        await refusedAlike(t, served, address, unknown, tables)
      await refusedAlike(t, served, `/v1/compare?country_of_return=${word}`, unknown, ['json', 'csv'])
    }
  }
)

t.test('Q03: a forged cursor is an invalid one in every format', async t => {
  const served = await sharedService()
  const invalid = { status: 400, type: 'invalid-cursor', detail: /./ }
  for (const cursor of ['bnVsbGRDTk9tS19u', 'MWE0YXljXzgw', 'e31SQk52bzFXeg'])
    for (const path of ['/v1/returns', '/v1/cases', '/v1/decisions', '/v1/published-counts'])
      await refusedAlike(t, served, `${path}?cursor=${cursor}`, invalid, tables)
})

t.test('Q05–Q07: what is known and not imported is named in every format', async t => {
  const served = await importing(t, 'ca-irb', [])
  const importIt = (source: string) => ({
    status: 400,
    type: 'unsupported-combination',
    detail: new RegExp(`asylum-outcomes import ${source}`)
  })
  for (const source of ['us-ice-removals', 'gb-returns', 'eurostat-returns'])
    await refusedAlike(t, served, `/v1/statistics/returns?source=${source}`, importIt(source))
  await refusedAlike(
    t,
    served,
    '/v1/statistics/returns?country_of_return=RUS&group_by=month',
    importIt('us-ice-removals')
  )
  await refusedAlike(
    t,
    served,
    '/v1/statistics/durations?nationality=GTM',
    importIt('us-eoir-cases'),
    tables.concat(['xlsx', 'json-stat'])
  )
})

t.test('a source that has other statistics says which, in every format', async t => {
  const served = await importing(t, 'us-ice-removals', ['dates/ice-ddmm-removals.csv'])
  await refusedAlike(t, served, '/v1/statistics/decisions?source=us-ice-removals', {
    status: 400,
    type: 'unsupported-combination',
    detail: /no figures for statistics on decisions\. It answers at \/v1\/statistics\/returns\./
  })
})
