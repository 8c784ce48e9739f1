import t from 'tap'
import { sharedService } from '../service.ts'

// The text that the product began with, sentence by sentence: what it says is at an address, and no more than it says.
t.test('the story, as it is told', async t => {
  const { json, get } = await sharedService()
  type Told = Record<string, unknown>
  const events = async (path: string): Promise<Told[]> => (await json(path)).data
  const timeline = async (id: number): Promise<{ event: string; [name: string]: unknown }[]> =>
    (await json(`/v1/cases/documented:${id}/timeline`)).data.events

  await t.test('“Advocates were surprised when a Russian man was deported”', async t => {
    const told = await timeline(5)
    t.match(
      told.map(({ event }) => event),
      ['reported', 'reported', 'reported'],
      'his departure may be that of the client: it is a statement of the newspaper, and not counted twice'
    )
    t.match(told[1], {
      reported: { event_kind: 'statement', said_by: 'The Guardian', country_of_return: 'RUS' }
    })
    t.match(told[2], {
      reported: { event_kind: 'statement', said_by: 'The Guardian', summary: /advocates were surprised/ }
    })
    const members = await events('/v1/events?group_id=documented:901&event_kind=group_member&sort=event_id')
    t.same(
      members.map(({ case_id }) => case_id),
      ['documented:1', 'documented:2', 'documented:3', 'documented:4'],
      'he is not said to be a client of the attorney: he is none of the four'
    )
  })

  await t.test('“one of several Russian asylum seekers, many of whom arrived last year”', async t => {
    const [several, four] = await events('/v1/case-groups?nationality=RUS')
    t.match(several, { value: null, value_as_told: 'several', value_qualifier: 'not_stated' })
    t.match(several?.summary, /Many of them are said to have arrived/)
    t.match(four, { value: 4, value_as_told: 'four', unit: 'persons' })
    const { meta } = await json('/v1/cases?source=documented-cases&count=exact')
    t.equal(meta.total, 5, 'groups are no cases')
  })

  await t.test('“in accordance with guidelines”, a federal agency said', async t => {
    const [said, ...more] = await events('/v1/statements?said_by_kind=agency&country_of_return=RUS')
    t.match(said, { quotation: 'in accordance with guidelines', said_to: 'The Guardian', case_id: null })
    t.match(said?.said_by, /not named/)
    t.same(more, [])
  })

  await t.test('“The White House did not answer”', async t => {
    const [answer] = await events('/v1/statements?said_by_kind=government')
    t.match(answer, { said_by: 'The White House', speech: 'no_answer', quotation: null })
  })

  await t.test('“the resumption of deportations” is the word of the newspaper', async t => {
    const press = await events('/v1/statements?said_by_kind=press')
    t.match(
      press.find(({ quotation }) => quotation === 'resumption'),
      { said_by: 'The Guardian', speech: 'said', certainty: 'reported' }
    )
    const { data } = await json('/v1/countries-of-return/RUS?source=documented-cases')
    t.ok(
      data.executed.every(({ resumed_on }: Told) => resumed_on === null),
      'and no finding from figures'
    )
  })

  await t.test('“entered across the Mexican border”: all four, port and appointment not told', async t => {
    const entries = await events('/v1/events?event_kind=entry')
    t.equal(entries.length, 4)
    for (const entry of entries)
      t.match(entry, {
        entered_from: 'MEX',
        country_of_asylum: 'USA',
        at_port_of_entry: null,
        with_appointment: null,
        region: null
      })
  })

  await t.test(
    '“officers told her that one client was removed”: the destination is her inference',
    async t => {
      const told = await timeline(1)
      t.match(told, [
        { reported: { event_kind: 'entry' } },
        { reported: { event_kind: 'group_member' } },
        { reported: { event_kind: 'statement', said_by_kind: 'agency', country_of_return: null } },
        { return: { country_of_return: 'RUS', country_of_return_basis: 'inferred', returned_on: null } },
        { reported: { event_kind: 'statement', said_by_kind: 'counsel', speech: 'inferred' } }
      ])
      const inEach = [
        '/v1/returns.csv?nationality=RUS',
        '/v1/returns.ndjson?nationality=RUS',
        '/v1/cases.csv?source=documented-cases'
      ]
      for (const path of inEach) t.match((await get(path)).payload, /inferred/, path)
      const [block] = (await json('/v1/countries-of-return/RUS?source=documented-cases')).data.executed
      t.match(block, { value: 1, destination_inferred: 1, undated: 1 })
      for (const path of ['/v1/countries-of-return.csv', '/v1/countries-of-return/RUS.csv']) {
        const [head = '', row = ''] = (await get(`${path}?source=documented-cases`)).payload.split('\n')
        t.equal(row.split(',')[head.split(',').indexOf('destination_inferred')], '1', path)
      }
      const counted = 'source=documented-cases&group_by=country_of_return'
      const written = [
        ...['json', 'csv', 'ndjson', 'json-stat', 'vega-lite'].map(format => `statistics/returns.${format}?`),
        ...['json', 'csv', 'ndjson'].map(format => `compare.${format}?of=returns&`)
      ]
      for (const path of written) {
        const { payload } = await get(`/v1/${path}${counted}`)
        t.match(payload, /country_of_return_basis/, path)
        t.match(payload.replace(/"text":"[^"]*"/g, ''), /\binferred\b/, path)
      }
      for (const format of ['sentence', 'svg'])
        t.match(
          (await get(`/v1/statistics/returns?format=${format}&${counted}`)).payload,
          /Inferred by whoever reported/,
          format
        )
      t.match((await json(`/v1/statistics/returns?${counted}`)).data, [
        { country_of_return: 'RUS', country_of_return_basis: 'inferred', returns: 1 }
      ])
      const others = 'country_of_return_basis=established,reported'
      t.same((await json(`/v1/returns?nationality=RUS&source=documented-cases&${others}`)).data, [])
      t.same((await json(`/v1/statistics/returns?${counted}&${others}`)).data, [])
      t.notMatch(
        (await json('/v1/statistics/returns?source=documented-cases')).data,
        [{ country_of_return_basis: String }],
        'where no country is asked for, none is inferred'
      )
      t.match(
        (await get('/v1/countries-of-return/RUS?format=sentence&source=documented-cases')).payload,
        /Of 1 of them the destination is inferred/
      )
    }
  )

  await t.test(
    '“The other two are threatened with deportation”: not pending, and one is unaccounted for',
    async t => {
      const notes = await events('/v1/events?event_kind=status_note&sort=event_id')
      t.same(
        notes.map(({ case_id, source_label }) => [case_id, source_label]),
        [
          ['documented:2', 'threatened with deportation'],
          ['documented:3', 'threatened with deportation'],
          ['documented:4', null]
        ]
      )
      t.match(notes[2]?.summary, /Unaccounted for/)
      const { data } = await json('/v1/cases?source=documented-cases&case_status=pending')
      t.same(data, [])
    }
  )

  await t.test('“no credible fear”, and the judge agreed: of the two, by whom only as told', async t => {
    for (const id of [2, 3]) {
      const decisions = (await timeline(id)).flatMap(({ decision }) => decision ?? [])
      t.match(decisions, [
        { decision_stage: 'screening', outcome: 'fear_not_found', authority: null },
        { decision_stage: 'screening_review', outcome: 'fear_not_found', authority: 'us_eoir_ij' }
      ])
    }
  })

  await t.test('“claiming asylum because they feared being drafted”: claim_grounds', async t => {
    const { data } = await json('/v1/cases?source=documented-cases&claim_grounds=conscription&sort=case_id')
    t.same(
      data.map(({ case_id }: Told) => case_id),
      [1, 2, 3, 4].map(id => `documented:${id}`)
    )
    const counted = async (query: string) =>
      (await json(`/v1/statistics/cases?source=documented-cases&${query}`)).data.map(
        ({ claim_grounds, cases }: Told) => [claim_grounds, cases]
      )
    t.same(await counted('group_by=claim_grounds'), [
      ['UNK', 1],
      ['conscription', 4]
    ])
    t.same(await counted('claim_grounds=conscription'), [[undefined, 4]])
    t.same(await counted('claim_grounds=UNK'), [[undefined, 1]])
    const refused = await get('/v1/statistics/cases?source=us-eoir-cases&claim_grounds=conscription')
    t.equal(refused.statusCode, 400, 'a source without grounds says so')
  })

  await t.test('a figure outside tables: who said it, and that it was not read in the original', async t => {
    const [figure, ...more] = await events('/v1/reported-figures')
    t.same(more, [])
    t.match(figure, {
      value: 190,
      value_as_told: 'nearly 190',
      unit: 'persons',
      nationality: 'RUS',
      country_of_return: null,
      period_from: '2022-10-01',
      period_to: null,
      event_source: 'Los Angeles Times, 17 August 2023',
      is_read_in_original: false
    })
    const { data } = await json('/v1/countries-of-return/RUS')
    t.match(data.reported_figures, [{ value: 190 }])
    t.match(
      data.statements.map(({ event_id }: Told) => event_id),
      [114, 512, 513, 701, 702, 703].map(id => `documented:${id}`)
    )
  })

  await t.test('no statistic and no comparison counts a figure, a group or an event', async t => {
    const paths = [
      '/v1/statistics/cases?source=documented-cases',
      '/v1/statistics/returns?source=documented-cases',
      '/v1/statistics/returns?source=documented-cases&group_by=country_of_return',
      '/v1/statistics/decisions?source=documented-cases&group_by=decision_stage',
      '/v1/statistics/pathways?source=documented-cases',
      '/v1/compare?nationality=RUS&group_by=year',
      '/v1/countries-of-return?nationality=RUS&source=documented-cases'
    ]
    for (const path of paths) {
      const { data, meta } = await json(path)
      t.notMatch(JSON.stringify(data), /:190[,}\]]/, path)
      t.notMatch(JSON.stringify(meta.reconciliation ?? null), /190/, path)
    }
    t.match((await json(paths[0] as string)).data, [{ cases: 5 }])
    t.match((await json(paths[1] as string)).data, [{ returns: 1 }])
  })

  await t.test('nothing is told that the text does not print: no name, no age, no day', async t => {
    const paths = ['cases', 'decisions', 'returns', 'events'].map(
      name => `/v1/${name}.ndjson?source=documented-cases`
    )
    for (const path of paths) {
      const { payload, statusCode } = await get(path)
      t.equal(statusCode, 200, path)
      const rows = payload
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
      for (const row of rows) {
        for (const day of ['occurred_on', 'decided_on', 'returned_on', 'filed_on'])
          t.ok(row[day] == null || row.event_kind === 'reported_figure', `${path} ${day}`)
        t.equal(row.region ?? null, null)
        t.equal(row.birth_decade ?? null, null)
        const own = JSON.stringify({ ...row, event_url: null, release: null })
        // The attorney is a public speaker, and still not needed by name.
        t.notMatch(own, /young|Scarborough|years? old|March|2023-03/i)
      }
    }
  })
})
