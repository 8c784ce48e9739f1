import t from 'tap'
import type { DecisionFact, Fact } from '../../src/vocabulary/fact.ts'
import { caseFile, departure, importFacts } from '../queries/made-up-records.ts'
import { service, sharedService } from '../service.ts'

t.test('the story: what happened to each of the men, and to none what was reported of another', async t => {
  const { json } = await sharedService()
  const { data: cases } = await json('/v1/cases?sort=case_id')
  t.same(
    cases.map((row: Row) => [row.case_id, row.case_outcome, row.country_of_return]),
    [
      ['documented:1', 'unknown', 'RUS'],
      ['documented:2', 'fear_not_found', null],
      ['documented:3', 'fear_not_found', null],
      ['documented:4', 'unknown', null],
      ['documented:5', 'unknown', null]
    ]
  )
  t.ok(cases.every((row: Row) => row.nationality === 'RUS'))

  /** Decisions and returns: what else was reported is in the test of the story. */
  const timeline = async (id: number): Promise<{ position: number; event: string; decision: Row }[]> =>
    (await json(`/v1/cases/documented:${id}/timeline`)).data.events.filter(
      ({ event }: { event: string }) => event !== 'reported'
    )
  const removed = await timeline(1)
  t.match(removed, [
    {
      position: 4,
      event: 'return',
      decision: null,
      reported: null,
      return: {
        returned_on: null,
        country_of_return: 'RUS',
        country_of_return_basis: 'inferred',
        reported_by: 'counsel',
        certainty: 'reported'
      }
    }
  ])
  t.equal(removed.length, 1, 'his screening is not reported, so there is none')

  t.same(
    (await timeline(2)).map(({ decision }) => [decision.decision_stage, decision.outcome]),
    [
      ['screening', 'fear_not_found'],
      ['screening_review', 'fear_not_found']
    ]
  )
  t.same(await timeline(4), [])
})

const at = { source_table: 'x', line: 1, source_code: 'x', nationality: 'RUS' }
const decided = (
  decision_id: string,
  decision_stage: DecisionFact['decision_stage'],
  decided_on?: string
): Fact => ({
  ...at,
  grain: 'decision',
  decision_id,
  case_id: '1',
  decision_stage,
  outcome: 'otherwise_closed',
  ...(decided_on ? { decided_on, decided_precision: 'day' as const } : {})
})
const facts: Fact[] = [
  caseFile(1),
  caseFile(2),
  decided('5', 'judicial_review'),
  decided('9', 'appeal', '2022-02-02'),
  decided('3', 'return_decision', '2022-01-02'),
  decided('8', 'first_instance', '2022-01-02'),
  decided('2', 'first_instance', '2022-01-02'),
  decided('7', 'screening_review', '2021-05-05'),
  { ...departure(0), case_id: '1', return_id: '1', returned_on: '2023-04-01' },
  { ...departure(0), case_id: '2', return_id: '2', returned_on: '2020-04-01' }
]

t.test(
  'a timeline goes by date, then by the order of the procedure, then by the source’s id; undated last',
  async t => {
    const { json, get } = await service(t, {}, (database, dataDir) =>
      importFacts(t, database, dataDir, facts, 'first')
    )
    const { events } = (await json('/v1/cases/made-up:1/timeline')).data
    t.same(
      events.map((each: Record<string, Row>) => each.decision?.decision_id ?? each.return?.return_id),
      ['made-up:7', 'made-up:2', 'made-up:8', 'made-up:3', 'made-up:9', 'made-up:1', 'made-up:5']
    )
    t.same(
      events.map(({ position }: { position: number }) => position),
      [1, 2, 3, 4, 5, 6, 7]
    )
    for (const url of [
      '/v1/cases/made-up:3',
      '/v1/cases/made-up:3/timeline',
      '/v1/decisions/made-up:1',
      '/v1/cases/nobody:1',
      '/v1/cases/made-up',
      '/v1/cases/MADE-UP:1'
    ])
      t.match((await get(url)).json(), { type: 'not-found', status: 404 }, url)
    t.equal((await get('/v1/cases/made-up:1?release=second')).json().type, 'release-not-found')
    t.equal((await get('/v1/cases/made-up:1?as_of=1999-01-01')).json().type, 'release-not-found')
    t.equal((await get('/v1/cases/made-up:1?release=first')).statusCode, 200)
  }
)

type Row = Record<string, unknown>
