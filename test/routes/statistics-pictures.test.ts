import t from 'tap'
import { service, sharedService } from '../service.ts'

t.test('a statistic is a picture and a sentence under its own address, in three languages', async t => {
  const { get } = await sharedService()
  const asked =
    '?source=us-credible-fear&group_by=year,nationality&nationality=GTM,HND&measures=fear_found_rate'
  const picture = await get(`/v1/statistics/decisions.svg${asked}&lang=es`)
  t.equal(picture.statusCode, 200)
  t.match(picture.headers['content-type'], 'image/svg+xml')
  t.match(picture.body, '>Tasa de temor constatado en Estados Unidos por año y')
  t.match(picture.body, '>Honduras<')
  const specification = await get(`/v1/statistics/decisions.vega-lite${asked}`)
  t.equal(specification.json().$schema, 'https://vega.github.io/schema/vega-lite/v6.json')
  t.match(specification.json().usermeta.canonical, 'release=fy2016-2021-starter')
  const known = await service(t, { publicUrl: 'https://asylum.example' })
  const passedOn = (await known.get(`/v1/statistics/decisions.vega-lite${asked}`)).json()
  t.match(passedOn.usermeta.canonical, /^https:\/\/asylum\.example\/v1\/statistics\/decisions\?.*release=/)
  const sentence = await get(`/v1/statistics/decisions.sentence${asked}&lang=fr`)
  t.match(sentence.headers['content-type'], 'text/plain')
  t.match(
    sentence.body.replace(/[\u00a0\u202f]/g, ' '),
    /^Lors de l’exercice 2016, aux États-Unis, le taux de crainte établie pour les ressortissants du Guatemala est de 86,4 %, sur 10 642 dossiers \(.*édition fy2016-2021-starter.*\)\.\n$/
  )

  const large = await get('/v1/statistics/durations.svg?source=us-eoir-cases&group_by=year')
  t.equal(large.statusCode, 400)
  t.match(large.json().detail, /This picture would have \d+ (points|panels).*format=csv has every row/)

  const chosen = await get(
    '/v1/statistics/durations.svg?source=us-eoir-cases&decision_stage=return_decision&group_by=sex'
  )
  t.match(chosen.body, 'Stage of the procedure: Return decision', 'what was chosen stands in the picture')
  t.match(chosen.body, '>MADE UP: these figures are about nobody<')
  const waiting = await get('/v1/statistics/pending.svg?source=us-eoir-cases&waiting_time=5_years_or_more')
  t.match(waiting.body, 'Time waited: 5 years or more')
})
