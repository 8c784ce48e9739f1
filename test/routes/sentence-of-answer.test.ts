import t from 'tap'
import { sharedService } from '../service.ts'

const path = '/v1/statistics'
const german =
  'nationality=RUS&country_of_asylum=DEU&decision_stage=first_instance&period_from=2021&period_to=2025'

t.test('a whole answer in words has each outcome and the rate with its n and range', async t => {
  const { get } = await sharedService()
  const said = async (query: string, kind = 'decisions') =>
    (await get(`${path}/${kind}.sentence?sentence_of=answer&${query}`)).body
  // Added with awk from the starter's file: 1,121 + 337 = 1,458, and 1,458 of 13,866.
  const english = await said(german)
  for (const part of [
    /From 2021 to 2025 in Germany, .* 23,225 persons who are nationals of Russia: 1,458 with protection/,
    /\(1,121 with refugee status and 337 with complementary protection\), 12,408 rejected, and 9,359 closed/,
    /10\.5%, of 13,866 persons \(.*\), range 10\.0% to 11\.0%\. Stage of the procedure: First instance\. Source: /
  ])
    t.match(english, part)
  t.equal(
    await said(`${german}&group_by=year,outcome&sort=-year&limit=3&fill=grid`),
    english,
    'whatever its groups'
  )
  t.match(await said(`${german}&lang=es`), /12\.408 con denegación .* intervalo de 10,0\s% a 11,0\s%/)
  t.match(await said(`${german}&lang=fr`), /12\s408 avec un rejet .* intervalle de 10,0\s% à 11,0\s%/)

  const stages = await said('nationality=RUS&country_of_asylum=DEU&period_from=2021&period_to=2025')
  t.match(
    stages,
    /23,225 .* First instance\. From 2021 .* Judicial review\. Source/,
    'stages are never added'
  )

  const withheld = await said('source=us-credible-fear&nationality=ROU&period_from=FY2016&period_to=FY2016')
  t.match(
    withheld,
    /is withheld, which is not a zero \(2 of its parts are withheld\): 9 with no fear found; withheld by/
  )
  t.match(withheld, /which is not a zero: fear found and closed .*the rate of fear found is withheld/)
  t.notMatch(withheld, /\b0\b/)

  const few = await said(`${german}&min_n=20000`)
  t.match(few, /the total protection rate is not given, since 13,866 persons would be too few/)
  t.notMatch(few, /range/)
  t.match(
    await said('source=documented-cases', 'returns'),
    /There was at least 1 return .*: 1 enforced return/
  )
  t.match(await said('source=documented-cases&group_by=nationality', 'cases'), /at least 5 cases/)
  t.match(await said(`${german}&outcome=rejected`), /12,408 persons who are nationals of Russia\. /)
})

t.test('what has no whole, and what would have no effect, is refused with the reason', async t => {
  const { get } = await sharedService()
  for (const [url, reason] of [
    [`${path}/pathways.sentence?source=documented-cases&sentence_of=answer`, /no whole/],
    [
      `${path}/decisions.sentence?${german}&sentence_of=answer&include_unknown=false`,
      /include_unknown=false/
    ],
    [`${path}/decisions.csv?${german}&sentence_of=answer`, /format=sentence only/],
    ['/v1/countries-of-return/RUS.sentence?sentence_of=answer', /sentence_of/]
  ] as const) {
    const refused = await get(url)
    t.equal(refused.statusCode, 400, url)
    t.match(refused.json().detail, reason)
  }
})

t.test('a part that is not broken down is told apart from the whole, in words and on the page', async t => {
  const { get } = await sharedService()
  const asked = 'source=us-eoir-cases&decision_stage=first_instance'
  const { body } = await get(`${path}/decisions.sentence?sentence_of=answer&${asked}`)
  // Three decisions of the made-up court name no protection that was applied for.
  t.match(body, /there were 3 decisions or closures: [^.]*\. Protection applied for: Not broken down; stage/)
  const page = await get(`/explore?${asked}`)
  t.match(page.body, /<h2>Protection applied for: Not broken down<\/h2>/i)
  t.notMatch(page.body, '<h2></h2>')
  const { body: whole } = await get(`${path}/decisions.sentence?sentence_of=answer&source=us-eoir-cases`)
  t.equal(whole.match(/Not broken down/g)?.length, 1, 'and what no part is broken down by is not spoken of')
  t.match(whole, 'Stage of the procedure: Appeal; 1 without')
  // Where the stage is told as well, it does not stand alone over the part that is not broken down.
  const stages = await get('/explore?source=us-eoir-cases&group_by=year')
  t.match(stages.body, /aria-label="[^"]*First instance, protection applied for: Not broken down"/i)
})
