import path from 'node:path'
import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { projectRoot } from '../../../src/root.ts'
import { documentedCasesSource } from '../../../src/sources/documented-cases/index.ts'
import { contextOf } from '../../import/made-up.ts'
import { service } from '../../service.ts'

const example = path.join(projectRoot, 'docs/documented-cases/made-up-example.json')

t.test('the made-up example of a newsroom is imported whole, and answers', async t => {
  const s = await service(t, {}, async database => {
    const context = await contextOf(t, database, documentedCasesSource)
    const { read, loaded, rejected, excluded, facts } = await importRelease(context, {
      ...{ source: 'documented-cases', paths: [example], release: 'made-up' }
    })
    t.same([read, loaded, rejected, excluded], [6, 6, 0, 0])
    t.same(facts, { cases: 2, decisions: 6, returns: 1, events: 13 })
  })
  const { data } = await s.json('/v1/cases/documented:1/timeline')
  t.same(
    data.events.map(({ event, decision, reported }: Record<string, Record<string, string> | null>) =>
      event === ('reported' as never)
        ? [reported?.event_kind, reported?.action ?? null, reported?.occurred_on ?? null]
        : [decision?.decision_stage ?? 'return', decision?.authority ?? null, decision?.decided_on ?? null]
    ),
    [
      ['entry', null, '2022-11'],
      ['group_member', null, null],
      ['detention', 'detained', '2022-11'],
      ['screening', 'us_uscis', '2022-12-01'],
      ['screening_review', 'us_eoir_ij', '2022-12-15'],
      ['detention', 'released', '2022-12'],
      ['first_instance', null, '2023-01'],
      ['return_decision', null, '2023-01'],
      ['appeal', null, '2023-02'],
      ['motion', 'asked', '2023-03'],
      ['stay', 'asked', '2023-03-02'],
      ['stay', 'refused', '2023-03-05'],
      ['judicial_review', null, null],
      ['return', null, null],
      ['statement', null, null]
    ]
  )
  t.match(data.case, { case_outcome: 'rejected', claim_grounds: ['religion', 'political_opinion'] })
  const stays = (await s.json('/v1/events?event_kind=stay&occurred_on_from=2023-03-03')).data
  t.same(
    stays.map(({ action }: { action: string }) => action),
    ['refused']
  )
  const found = await s.json('/v1/cases?claim_grounds=political_opinion')
  t.equal(found.data.length, 1)
  const { data: cells } = await s.json('/v1/statistics/cases?source=documented-cases&group_by=claim_grounds')
  t.match(cells, [
    { claim_grounds: 'UNK', cases: 1 },
    { claim_grounds: 'religion,political_opinion', cases: 1 }
  ])
  const { data: country } = await s.json('/v1/countries-of-return/HND')
  t.match(country, {
    statements: [{ speech: 'inferred' }, { speech: 'declined' }],
    reported_figures: [{ value: 12 }]
  })
  t.equal(
    (await s.get('/v1/cases?claim_grounds=none')).statusCode,
    400,
    'a ground that no case has is a mistake'
  )
})
