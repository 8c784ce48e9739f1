import t from 'tap'
import { sharedService } from '../service.ts'

/** What the shipped data must answer on a machine that has nothing else. */
t.test('with the data of a first run', async t => {
  const { json, get } = await sharedService()

  await t.test('what happened to Russian nationals at first instance in Germany, 2021–2025', async t => {
    const { data, meta, links } = await json(
      '/v1/statistics/decisions?nationality=RUS&country_of_asylum=DEU&decision_stage=first_instance&period_from=2021&period_to=2025&group_by=outcome'
    )
    const persons = Object.fromEntries(
      data.map((cell: { outcome: string; persons: number }) => [cell.outcome, cell.persons])
    )
    t.same(persons, {
      refugee_status_granted: 1121,
      complementary_protection_granted: 337,
      rejected: 12_408,
      otherwise_closed: 9359
    })
    t.match(meta.sources, [
      { source: 'unhcr-asylum-decisions', release: /./, synthetic: false, licence: 'CC BY 4.0' }
    ])
    t.match(meta.citation, /UNHCR Refugee Population Statistics Database/)
    t.match(links.canonical, /release=/)
  })

  await t.test(
    'a nationality that the table does not name is no zero: the answer says why it is empty',
    async t => {
      const { data, meta } = await json(
        '/v1/statistics/decisions?source=us-credible-fear&nationality=RUS&group_by=year'
      )
      t.same(data, [])
      t.match(JSON.stringify(meta.caveats), /Only fifteen nationalities are named/)
    }
  )

  await t.test(
    'years to which the periods cannot be summed are refused with the years that can be asked',
    async t => {
      const refused = await get(
        '/v1/statistics/decisions?source=unhcr-asylum-decisions&nationality=RUS&unit=persons&group_by=year&year_basis=us_fiscal'
      )
      t.equal(refused.statusCode, 400)
      t.match(refused.json().detail, /cannot be summed exactly to us_fiscal years; year_basis is calendar/)
    }
  )

  await t.test('four men and a fifth, and nothing is inferred from one to another', async t => {
    const { data } = await json('/v1/cases?source=documented-cases&sort=case_id')
    t.match(
      data.map((each: Record<string, unknown>) => [
        each.nationality,
        each.case_outcome,
        each.country_of_return
      ]),
      [
        ['RUS', 'unknown', 'RUS'],
        ['RUS', 'fear_not_found', null],
        ['RUS', 'fear_not_found', null],
        ['RUS', 'unknown', null],
        ['RUS', 'unknown', null]
      ]
    )
    const of = async (id: number) =>
      (await json(`/v1/cases/documented:${id}/timeline`)).data.events.filter(
        ({ event }: { event: string }) => event !== 'reported'
      )
    t.match(await of(1), [
      { event: 'return', return: { returned_on: null, certainty: 'reported', reported_by: 'counsel' } }
    ])
    t.same((await of(1)).length, 1, 'his screening is not reported apart, so none is made up')
    t.same(
      (await of(2)).map((event: { decision: { decision_stage: string } }) => event.decision.decision_stage),
      ['screening', 'screening_review']
    )
    t.same(await of(4), [], 'of the fourth nothing is stated')
  })

  await t.test(
    'one reported return is no pause that ended: the reason stands in place of a date',
    async t => {
      const { data } = await json('/v1/countries-of-return/RUS')
      t.match(data.executed, [
        {
          source: 'documented-cases',
          value: 1,
          destination_inferred: 1,
          resumed_on: null,
          not_told: /single returns that were reported/
        }
      ])
      t.same(data.ordered, [], 'an order is another thing, and none is known')
    }
  )
})
