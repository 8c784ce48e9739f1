import t from 'tap'
import { starterReleases } from '../../src/sources/publishers/first-data.ts'
import { sourceRegistry as registered } from '../../src/sources/registry.ts'
import { decisionStages } from '../../src/vocabulary/decision-stage.ts'
import { outcomes } from '../../src/vocabulary/outcome.ts'
import { service } from '../service.ts'

const { app, json, get, database } = await service(t)

t.test('the words of the field, over the wire', async t => {
  t.test(
    'stages come in the order of the procedure, in three languages, with who decides and in which unit',
    async t => {
      const { data } = await json('/v1/decision-stages')
      t.same(
        data.map((row: Row) => row.decision_stage),
        [...decisionStages]
      )
      t.same(
        data.map((row: Row) => row.order),
        decisionStages.map((_, i) => i + 1)
      )
      t.match(data[0], { label: 'Screening', authorities: ['us_uscis'], units: ['cases', 'decisions'] })
      t.match((await json('/v1/decision-stages?lang=fr')).data[4].label, 'Recours')
      const first = data.find((row: Row) => row.decision_stage === 'first_instance')
      t.ok(first.source_codes.some((code: Row) => code.scheme === 'unhcr-dec-level' && code.code === 'FI'))
    }
  )

  t.test(
    'a stage sums up outcomes one block a source and unit, and never takes a total for a part',
    async t => {
      const { outcome_summary } = (await json('/v1/decision-stages/screening')).data
      const [block, ...others] = outcome_summary
      t.same(others, [], 'documented cases answer only when they are named')
      t.equal(block.source, 'us-credible-fear')
      t.same(
        block.rows.map((row: Row) => [row.outcome, row.value]),
        [
          ['fear_found', 326_099],
          ['fear_not_found', 70_702],
          ['otherwise_closed', 50_456]
        ]
      )
      const named = (await json('/v1/decision-stages/screening?source=documented-cases')).data.outcome_summary
      t.match(named, [
        { source: 'documented-cases', unit: 'decisions', rows: [{ outcome: 'fear_not_found', value: 2 }] }
      ])
      const units = (await json('/v1/decision-stages/first_instance')).data.outcome_summary.map(
        (each: Row) => each.unit
      )
      t.same(units.toSorted(), ['cases', 'persons'], 'units stand apart')
      const again = await json(block.url)
      t.equal(
        again.data.find((row: Row) => row.outcome === 'fear_found').cases,
        326_099,
        'the statistics say the same'
      )
      t.equal((await get('/v1/decision-stages/screening?source=documented-case')).json().type, 'unknown-code')
      t.match((await get('/v1/decision-stages/screenings')).json(), { type: 'not-found' })
    }
  )

  t.test(
    'a court’s records are summed up as decisions, one each, and not once more as applications',
    async t => {
      const { outcome_summary } = (await json('/v1/decision-stages/first_instance?source=us-eoir-cases')).data
      t.same(
        outcome_summary.map((each: Row) => [each.source, each.unit, each.not_answered]),
        [['us-eoir-cases', 'decisions', null]]
      )
      const counted = await database.pool.query(
        `select count(*)::int as n from decisions join releases using (release_id)
       where source = 'us-eoir-cases' and decision_stage = 'first_instance'`
      )
      const [{ rows }] = outcome_summary
      t.equal(
        rows.reduce((sum: number, row: Row) => sum + Number(row.value), 0),
        counted.rows[0].n
      )
    }
  )

  t.test('every outcome has its group and effect, and the codes that become it', async t => {
    const { data } = await json('/v1/outcomes')
    t.same(
      data.map((row: Row) => row.outcome),
      [...outcomes]
    )
    const found = data.find((row: Row) => row.outcome === 'refugee_status_granted')
    t.match(found, {
      outcome_group: 'refugee_status',
      effect: 'favourable',
      effect_depends_on_appellant: false
    })
    t.ok(found.source_codes.some((code: Row) => code.code === 'dec_recognized'))
    t.equal(data.find((row: Row) => row.outcome === 'appeal_dismissed').effect_depends_on_appellant, true)
  })

  t.test('a code is read in its scheme; what can mean two places is an answer with both', async t => {
    const code = async (scheme: string, text: string) =>
      (await json(`/v1/countries/resolve?scheme=${scheme}&code=${text}`)).data.match?.code
    t.equal(await code('eoir', 'CH'), 'CHN')
    t.equal(await code('iso2', 'CH'), 'CHE')
    t.equal(await code('unhcr', 'AUS'), 'AUT')
    t.equal(await code('eoir', 'NA'), 'ANT')
    const congo = (await json('/v1/countries/resolve?name=Congo')).data
    t.equal(congo.match, null)
    t.same(
      congo.candidates.map((row: Row) => row.code),
      ['COD', 'COG']
    )
    t.same((await json('/v1/countries/resolve?name=Russland')).data.match.code, 'RUS')
    t.same((await json(`/v1/countries/resolve?name=${encodeURIComponent('Атлантида')}`)).data.candidates, [])
    for (const query of ['', '?scheme=eoir', '?code=CH', '?name=Chad&code=CH'])
      t.equal((await get(`/v1/countries/resolve${query}`)).json().type, 'invalid-parameter', query)
    t.match((await json('/v1/countries/SUN')).data, { status: 'dissolved', valid_to: '1991-12-26' })
    t.match((await get('/v1/countries/ZAR')).json(), { type: 'not-found', detail: /resolve/ })
  })

  t.test('countries are searched by a text in any language', async t => {
    const search = async (q: string) =>
      (await json(`/v1/countries?q=${encodeURIComponent(q)}`)).data.map((row: Row) => row.code)
    t.same(await search('Росс'), ['RUS'])
    t.same(await search('叙利亚'), ['SYR'])
    t.same(await search('Yugosl'), ['YUG', 'MKD'], 'the beginning of a name, then that of a word in one')
    t.same(
      (await json('/v1/countries?q=Yugosl&status=current')).data.map((row: Row) => row.code),
      ['MKD']
    )
    t.same(await search('Atlantis'), [])
    t.equal((await get('/v1/countries?q=')).json().type, 'invalid-parameter')
    t.match((await get('/v1/countries.csv?q=RUS')).body, /^code,.*\r?\nRUS,/)
    t.match(
      (await get(`/v1/statistics/decisions?nationality=${encodeURIComponent('Россия')}`)).json().errors,
      [{ parameter: 'nationality', did_you_mean: ['RUS'] }]
    )
  })

  t.test('a code list is as the publisher has it', async t => {
    const { data } = await json('/v1/code-lists/unhcr-dec-level')
    t.ok(
      data.some((row: Row) => row.code === 'NA' && row.value === 'first_instance'),
      'NA is a level'
    )
    t.match((await get('/v1/code-lists/unhcr-dec-levels')).json().detail, 'Did you mean unhcr-dec-level')
  })
})

t.test('sources and releases say where figures come from', async t => {
  const { data: sources } = await json('/v1/sources')
  t.same(
    sources.map((row: Row) => row.source),
    registered.map(({ about }) => about.id).sort()
  )
  const known = sources.find((row: Row) => row.source === 'us-uscis-asylum-office')
  t.same(known?.current_releases, [], 'one that is known and not imported')
  const rounded = async (source: string): Promise<number[]> =>
    (await json(`/v1/sources/${source}`)).data.series.map((row: Row) => row.rounded_to)
  t.same(await rounded('eurostat-returns'), [5, 5])
  t.same(await rounded('gb-returns'), [null, null])
  const { data } = await json('/v1/sources/us-credible-fear/releases/fy2016-2021-starter')
  t.equal(data.rows_read, data.rows_loaded + data.rows_rejected + data.rows_excluded)
  t.match(data.files[0], {
    name: 'us-credible-fear-by-nationality-fy2016-2021.csv',
    sha256: /^[0-9a-f]{64}$/
  })
  t.match(data.published_at, /^\d{4}-\d\d-\d\dT.*Z$/)
  t.notMatch(data.citation, /\{/)
  t.equal((await get('/v1/sources/us-credible-fear/releases/2027')).json().type, 'release-not-found')
  t.match((await get('/v1/sources/us-credible-fears')).json(), {
    type: 'not-found',
    detail: /Did you mean us-credible-fear/
  })
  t.same((await json('/v1/sources/us-uscis-asylum-office/releases')).data, [])
  const { data: caveats } = await json('/v1/caveats?source=us-credible-fear,documented-cases')
  t.same(new Set(caveats.map((row: Row) => row.source)), new Set(['us-credible-fear', 'documented-cases']))
  t.equal((await get('/v1/caveats?source=nobody')).json().type, 'unknown-code')
})

t.test('the service document names every endpoint and current release', async t => {
  const { data, meta } = await json('/v1')
  t.same(
    data.endpoints.map((row: Row) => row.path),
    Object.keys(app.swagger().paths ?? {})
  )
  // The made-up sample is the current release of its source until another is imported.
  t.equal(data.current_releases.length, starterReleases.length)
  t.equal(meta.generated_by, 'test')
})

type Row = Record<string, unknown>
