import t from 'tap'
import { service } from '../service.ts'
import { casesAsRows, courtFiles, courtFolder, courtRelease, removalCase } from './court-release.ts'

t.test('a rate over decisions of an unknown code says so; one without any does not', async t => {
  // Of four proceedings one ended with a letter that no table has; so did one of four applications, of another case.
  const cases = [
    removalCase(1, { DEC_CODE: '%' }),
    removalCase(2, { APPL_DEC: '%' }),
    removalCase(3, { APPL_DEC: 'G' }),
    removalCase(4)
  ]
  const folder = await courtFolder(t, courtFiles(casesAsRows(cases)))
  const { get, json } = await service(t, {}, courtRelease(folder, 'p', '2023-08-01'))
  const ask = async (query: string) => {
    const { data, meta } = await json(`/v1/statistics/decisions?source=us-eoir-cases&min_n=1&${query}`)
    const [note] = meta.caveats.filter(({ id }: { id: string }) => id === 'unmapped-codes')
    return { data, note }
  }
  const asylum = 'decision_stage=first_instance&application_type=asylum'
  // Granted 1, denied 2, unknown 1: 1 of 3 decided on the merits, 1 of 4 of all.
  const rates = await ask(`${asylum}&measures=decisions,grant_rate.merits,grant_rate.all_completions`)
  t.match(rates.data, [{ decisions: 4, 'grant_rate.merits': 0.333333, 'grant_rate.all_completions': 0.25 }])
  t.match(rates.note, { source: 'us-eoir-cases', text: /whose meaning is not known/ })
  const orders = await ask('decision_stage=return_decision&measures=removal_ordered_rate')
  t.match(orders.data, [{ removal_ordered_rate: 1 }])
  t.ok(orders.note)
  t.notOk((await ask(`${asylum}&measures=decisions`)).note, 'a count has no numerator')
  const years = await ask(`${asylum}&measures=grant_rate.merits&period_from=2022&period_to=2022`)
  t.notOk(years.note, 'no such decision is in that year')
  const url = `/v1/statistics/decisions.csv?source=us-eoir-cases&min_n=1&${asylum}&measures=grant_rate.merits`
  t.equal((await get(url)).statusCode, 200)
  const sentence = (await get(url.replace('.csv', '.json-stat'))).json()
  t.ok(sentence.extension.caveats.some(({ id }: { id: string }) => id === 'unmapped-codes'))
  const compared = await json(`/v1/compare?source=us-eoir-cases&min_n=1&${asylum}&measures=grant_rate.merits`)
  t.ok(compared.meta.caveats.some(({ id }: { id: string }) => id === 'unmapped-codes'))
})
