import t from 'tap'
import { firstTables } from '../loaded.ts'
import { service, sharedService } from '../service.ts'

const source = 'source=us-eoir-cases'
const isSaid = ({ caveats }: { caveats: { id: string }[] }): boolean =>
  caveats.some(({ id }) => id === 'synthetic')

t.test('records of a made-up release have ids that no real record has', async t => {
  const { get, json } = await sharedService()
  const { data } = await json(`/v1/decisions?${source}&limit=1`)
  const [{ decision_id, case_id }] = data
  t.match(decision_id, /^us-eoir:synthetic-\d+$/)
  t.match(case_id, /^us-eoir:synthetic-\d+$/)
  for (const url of [
    `/v1/decisions/${decision_id}`,
    `/v1/cases/${case_id}`,
    `/v1/cases/${case_id}/timeline`
  ]) {
    const { meta } = await json(url)
    t.ok(meta.synthetic && isSaid(meta), url)
    const real = await get(url.replace('synthetic-', ''))
    t.equal(real.statusCode, 404, 'the id of a real record names none of it')
  }
})

t.test('a source of which only made-up data are held says so, and so does each answer from it', async t => {
  const { get, json } = await sharedService()
  const { data } = await json('/v1/sources/us-eoir-cases')
  t.match(data, { synthetic: true, citation: /^Made-up data, about nobody, in the form of: US Department/ })
  const all = await json('/v1/sources')
  t.same(
    all.data
      .filter(({ synthetic }: { synthetic: boolean }) => synthetic)
      .map((row: { source: string }) => row.source),
    ['us-eoir-cases']
  )
  for (const stage of ['first_instance', 'appeal', 'return_decision']) {
    const { meta } = await json(`/v1/decision-stages/${stage}?${source}`)
    t.ok(meta.synthetic && isSaid(meta), stage)
    t.notOk(isSaid((await json(`/v1/decision-stages/${stage}`)).meta), `${stage} of real sources`)
  }
  for (const path of [
    '/v1/statistics/decisions?decision_stage=appeal',
    '/v1/statistics/durations?decision_stage=appeal',
    '/v1/statistics/pending?group_by=waiting_at',
    '/v1/statistics/pathways?nationality=RUS',
    '/v1/compare?decision_stage=appeal',
    '/v1/countries-of-return/RUS/nationalities?return_status=ordered',
    '/v1/countries-of-return?return_status=ordered'
  ]) {
    const answer = await get(`${path}&${source}`)
    if (answer.statusCode === 200) t.ok(isSaid(answer.json().meta), path)
    else t.comment(`${path}: ${answer.json().detail}`)
  }
})

t.test('without a demo the source has no release and says nothing of made-up data', async t => {
  const { get, json } = await service(t, {}, firstTables)
  const { data } = await json('/v1/sources/us-eoir-cases')
  t.match(data, { synthetic: false, current_releases: [], citation: /^US Department of Justice/ })
  t.equal((await get(`/v1/cases?${source}`)).statusCode, 400)
  t.same((await json('/v1/decision-stages')).meta.synthetic, false)
})
