import t from 'tap'
import { kinds } from '../../src/statistics/kinds/kinds.ts'
import { commonOptions, type MissingOptions } from '../../src/statistics/question/options.ts'
import { firstRun } from '../loaded.ts'
import { applications, importFacts, range } from '../queries/made-up-records.ts'
import { service, sharedService } from '../service.ts'

/** A question to each kind that has an answer in the data of a first start. */
const questions: Record<keyof typeof kinds, string> = {
  decisions: 'source=us-eoir-cases&group_by=custody',
  cases: 'source=us-eoir-cases&group_by=custody',
  returns: 'source=documented-cases&group_by=country_of_return',
  applications: 'source=made-up&group_by=nationality',
  pending: 'source=us-eoir-cases&group_by=custody',
  durations: 'source=us-eoir-cases&group_by=custody&decision_stage=appeal',
  pathways: 'source=us-eoir-cases'
}
const asked = { dry_run: 'true', fill: 'grid', intervals: 'true', lang: 'es' }
const unasked = { dry_run: 'false', fill: 'none', intervals: 'false', lang: 'en' }

t.test('each kind of statistic has every common option, or refuses it by one rule', async t => {
  const { get, json } = await service(t, {}, async (database, dataDir) => {
    await firstRun.fill(database, dataDir)
    await importFacts(t, database, dataDir, applications(range(12)), 'first')
  })
  const { paths } = (await get('/openapi.json')).json()
  let refused = 0
  for (const [name, kind] of Object.entries(kinds)) {
    const address = `${kind.path}?${questions[name as keyof typeof kinds]}`
    const plain = await json(address)
    t.ok(plain.data.length > 0, `${name} has an answer`)
    const named = paths[kind.path].get.parameters.map((each: { name: string }) => each.name)
    const missing: MissingOptions = kind.missing
    t.equal('size' in kind, missing.dry_run === undefined, `${name} is estimated unless it refuses that`)
    t.equal('empty' in kind, missing.fill === undefined, `${name} is filled unless it refuses that`)
    for (const option of commonOptions) {
      t.ok(named.includes(option), `the contract has ${option} of ${name}`)
      const found = await get(`${address}&${option}=${asked[option]}`)
      t.same((await json(`${address}&${option}=${unasked[option]}`)).data, plain.data, `${name}, ${option}`)
      const why = missing[option]
      if (why !== undefined) {
        refused++
        t.match(found.json(), {
          status: 400,
          type: 'unsupported-combination',
          detail: `${kind.title} (${kind.path}) have no ${option}: ${why.en}.`,
          errors: [{ parameter: option, code: 'unsupported-combination' }]
        })
        continue
      }
      t.equal(found.statusCode, 200, `${name} has ${option}`)
      const { data, meta } = found.json()
      if (option === 'dry_run') {
        t.same([data, meta.total, meta.reconciliation], [[], null, {}], `${name} counts nothing`)
        t.equal(meta.estimate.cells, plain.meta.total, `${name} would have as many rows as it has`)
        t.equal(meta.estimate.fits, true)
      } else if (option === 'lang') {
        const sentence = async (lang: string) =>
          (await get(`${address.replace('?', '.sentence?')}&lang=${lang}`)).body
        t.same(data, plain.data, 'words of JSON are codes')
        t.not(await sentence('es'), await sentence('en'), `${name} speaks Spanish`)
      } else t.equal(meta.query[option], option === 'fill' ? 'grid' : true)
    }
  }
  t.equal(
    refused,
    7,
    'shares of cases, returns, applications and open cases; shares, grids and estimates of pathways'
  )
  const compared = await get('/v1/compare?of=returns&intervals=true')
  t.match(compared.json(), { status: 400, errors: [{ parameter: 'intervals' }] }, 'and so does a comparison')
})

t.test('a grid, and intervals, are in the answers of kinds that have them', async t => {
  const { json } = await sharedService()
  const filters = 'nationality=RUS,TUV&group_by=nationality'
  for (const name of ['decisions', 'cases', 'pending', 'durations'] as const) {
    const question = `source=us-eoir-cases&${filters}&fill=grid`
    const { data } = await json(`${kinds[name].path}?${question}`)
    t.ok(
      data.some((row: { nationality: string }) => row.nationality === 'TUV'),
      `${name}: nobody of Tuvalu is told`
    )
  }
  const { data } = await json(
    `${kinds.durations.path}?source=us-eoir-cases&measures=share_pending&intervals=true&fields=share_pending_low`
  )
  for (const row of data) {
    t.strictSame(Object.keys(row), ['decision_stage', 'application_type', 'share_pending_low', 'flags'])
    t.ok(
      Object.keys(row.flags).every(name => name === 'share_pending'),
      'flags stay with their measure'
    )
  }
})
