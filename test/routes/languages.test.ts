import t from 'tap'
import { languages } from '../../src/vocabulary/labels/language.ts'
import { service } from '../service.ts'

const question = '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality,outcome&limit=5'

t.test('labels=true puts words beside the codes of every format that has none', async t => {
  const { get, json } = await service(t)
  const plain = await json(question)
  t.notOk('labels' in plain.meta, 'only where they are asked for')
  const { data, meta } = await json(`${question}&labels=true&lang=fr`)
  t.same(data, plain.data, 'rows stay the same')
  t.equal(meta.labels.nationality.label, 'nationalité')
  t.same(
    Object.keys(meta.labels.outcome.values).sort(),
    [...new Set(plain.data.map((row: { outcome: string }) => row.outcome))].sort()
  )
  const csv = (await get(`${question.replace('?', '.csv?')}&labels=true&lang=es`)).body
  t.match(csv, /^nationality,nationality_label,outcome,outcome_label,/)
  const words = (await get(`${question.replace('?', '.csv?')}&header=labels&lang=es`)).body
  t.match(words, /^nacionalidad,resultado,/)
  const ndjson = (await get(`${question.replace('?', '.ndjson?')}&labels=true&lang=fr`)).body
  t.match(JSON.parse(ndjson.split('\n')[0] ?? ''), { outcome_label: String })
  const list = await get('/v1/published-counts.csv?source=us-credible-fear&limit=2&labels=true')
  t.match(list.body.split('\r\n')[0], 'nationality,nationality_label')
  const refused = await get(`${question}&header=labels`)
  t.equal(refused.statusCode, 400, 'a header in words is of CSV and workbooks')
})

t.test('caveats are in the language that is asked for, and each answer says which that is', async t => {
  const { get, json } = await service(t)
  const texts = new Map<string, string>()
  for (const lang of languages) {
    const answer = await get(`${question}&lang=${lang}`)
    t.equal(answer.headers['content-language'], lang === 'en' ? lang : `${lang}, en`, 'a rule is English')
    const found = answer.json().meta.caveats as { id: string; text: string }[]
    texts.set(lang, found.find(({ id }) => id === 'us-cf-top-fifteen')?.text ?? '')
    const { data } = await json(`/v1/caveats?source=us-credible-fear&lang=${lang}`)
    t.equal(data[0].text, texts.get(lang), 'the list of caveats says the same')
  }
  t.match(texts.get('en'), 'Only fifteen nationalities are named')
  t.match(texts.get('es'), 'Solo se nombran quince nacionalidades')
  t.match(texts.get('fr'), 'Seules quinze nationalités sont nommées')
})

t.test('answers of two languages have two ETags', async t => {
  const { get } = await service(t)
  const tags = await Promise.all(
    languages.map(async lang => (await get(`${question}&lang=${lang}`)).headers.etag)
  )
  t.equal(new Set(tags).size, languages.length)
})
