import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { openClient } from '../../src/import/client.ts'
import { withdraw } from '../../src/import/publish/withdraw.ts'
import { importRelease } from '../../src/import/run.ts'
import { rollupsOf } from '../../src/rollups.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { sharedService } from '../service.ts'
import { sameInEveryFormat } from './every-format.ts'
import { caseFile, importing } from './importing.ts'
import { formats, refusedAlike } from './refused-alike.ts'

t.test(
  'N03: official names of states resolve, however JSON is asked for, and no other format is there',
  async t => {
    const { get } = await sharedService()
    const names = {
      'Kingdom of Eswatini': 'SWZ',
      'Republic of Cabo Verde': 'CPV',
      'Democratic Republic of Timor-Leste': 'TLS',
      'Republic of the Union of Myanmar': 'MMR',
      'Lao PDR': 'LAO',
      'Republic of Belarus': 'BLR',
      'Hellenic Republic': 'GRC',
      'Federal Republic of Nigeria': 'NGA',
      'Republic of Iraq': 'IRQ'
    }
    for (const [name, code] of Object.entries(names)) {
      const asked = `name=${encodeURIComponent(name)}`
      for (const address of [
        `/v1/countries/resolve?${asked}`,
        `/v1/countries/resolve.json?${asked}`,
        `/v1/countries/resolve?${asked}&format=json`
      ])
        t.equal((await get(address, { accept: 'application/json' })).json().data.match?.code, code, address)
      for (const format of formats.filter(each => each !== 'json'))
        t.not((await get(`/v1/countries/resolve.${format}?${asked}`)).statusCode, 200, `${name} as ${format}`)
    }
  }
)

t.test(
  'Q04: costly questions are refused alike, the second time too, and for the formats that are limited',
  async t => {
    const served = await sharedService()
    const { get } = served
    const orders =
      'source=us-eoir-cases&release=synthetic-sample&unit=decisions&decision_stage=return_decision'
    const decisions = '/v1/statistics/decisions'
    const tooLarge = { status: 400, type: 'query-too-large', detail: /[\d,]{3,}/ }
    const grid = `${decisions}?${orders}&group_by=nationality,court,outcome,month&fill=grid`
    for (const _ of ['first', 'second']) await refusedAlike(t, served, grid, tooLarge)
    for (const [groups, these] of [
      ['nationality,court,outcome', ['svg', 'vega-lite']],
      ['nationality,month', ['svg', 'vega-lite']],
      ['nationality,court,month', ['json-stat']],
      ['nationality,court', ['svg', 'vega-lite']]
    ] as const) {
      const address = `${decisions}?${orders}&group_by=${groups}`
      for (const format of these) {
        const as = address.replace('?', `.${format}?`)
        const [first, second] = [await get(as), await get(as)]
        const { request_id: _, ...told } = first.json()
        t.match(first.json(), { status: 400 }, as)
        t.match(told.detail, /\d/, 'with the number that is too large')
        const { request_id: __, ...again } = second.json()
        t.same(again, told, 'the same is said again')
      }
      // What is no picture and no cube answers all the same.
      t.equal((await get(address.replace('?', '.csv?'))).statusCode, 200, `${address} as CSV`)
    }
  }
)

t.test(
  'Q08: after the only release is withdrawn every format says that it answers by its name alone',
  async t => {
    const served = await importing(t, 'ca-irb', ['dates/irb-cut-year.csv'], {})
    const asked = '/v1/statistics/decisions?source=ca-irb'
    const client = await openClient(served.database)
    await withdraw(client, 'ca-irb', 'r1', 'taken back').finally(() => client.end())
    await served.snapshots.refresh()
    await refusedAlike(t, served, asked, {
      status: 400,
      type: 'unsupported-combination',
      detail: /has no release that answers .*a withdrawn release answers only by release=/
    })
    const pinned = await sameInEveryFormat(
      t,
      served,
      `${asked}&release=r1&nationality=IRN&period_from=2021&period_to=2021&measures=applications`
    )
    t.match(pinned, [{ applications: 290 }])
  }
)

t.test(
  'Q09: a release that is published and not yet open is never said not to exist, in any format',
  async t => {
    const { database, dataDir } = await importing(t, 'ca-irb', [])
    // A set that nothing renews before the test does.
    const snapshots = await openSnapshots({
      ...{ database, dataDir, rollupsOf, timeoutMs: 60_000, pollMs: 3_600_000 }
    })
    const settings = { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 64 } as const
    const app = await buildApp({ database, snapshots, settings, build: 'test' })
    t.teardown(async () => {
      await app.close()
      await snapshots.close()
    })
    const get = (url: string) => app.inject({ method: 'GET', url })
    await importRelease(
      { database, dataDir, sources: sourceRegistry, today: '2026-11-29' },
      { source: 'ca-irb', paths: [caseFile('dates/irb-cut-year.csv')], release: 'r1' }
    )
    const asked =
      '/v1/statistics/decisions?nationality=IRN&period_from=2021&period_to=2021&measures=applications'
    const notYet = {
      status: 400,
      type: 'unsupported-combination',
      detail: /is (a source|a series of ca-irb) that is known here.* within seconds/
    }
    await refusedAlike(t, { get }, `${asked}&source=ca-irb`, notYet)
    await refusedAlike(t, { get }, `${asked}&series=claims`, notYet)
    await snapshots.refresh()
    const json = async (url: string) => (await get(url)).json()
    const cells = await sameInEveryFormat(t, { get, json } as never, `${asked}&source=ca-irb`)
    t.match(cells, [{ applications: 290 }])
  }
)
