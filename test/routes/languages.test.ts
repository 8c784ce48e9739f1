import t from 'tap'
import { type Language, languages } from '../../src/vocabulary/labels/language.ts'
import details from '../../src/vocabulary/labels/texts/details.json' with { type: 'json' }
import statistics from '../../src/vocabulary/labels/texts/statistics.json' with { type: 'json' }
import { problemTypes } from '../../src/vocabulary/problem.ts'
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
    t.equal(answer.headers['content-language'], lang)
    const found = answer.json().meta.caveats as { id: string; text: string }[]
    texts.set(lang, found.find(({ id }) => id === 'us-cf-top-fifteen')?.text ?? '')
    const { data } = await json(`/v1/caveats?source=us-credible-fear&lang=${lang}`)
    t.equal(data[0].text, texts.get(lang), 'the list of caveats says the same')
  }
  t.match(texts.get('en'), 'Only fifteen nationalities are named')
  t.match(texts.get('es'), 'Solo se nombran quince nacionalidades')
  t.match(texts.get('fr'), 'Seules quinze nationalités sont nommées')
})

t.test('the catalogue defines its words in the language that is asked for', async t => {
  const { get, json } = await service(t)
  for (const path of ['measures', 'dimensions', 'decision-stages', 'outcomes']) {
    const english = await json(`/v1/${path}`)
    for (const lang of ['es', 'fr']) {
      const answer = await get(`/v1/${path}?lang=${lang}`)
      t.equal(answer.headers['content-language'], lang, path)
      const rows: { label: string; definition?: string }[] = answer.json().data
      t.equal(rows.length, english.data.length)
      t.same(
        rows.filter(
          ({ definition }, i) => definition !== undefined && definition === english.data[i].definition
        ),
        [],
        `${path} is not English again`
      )
      t.ok(
        rows.some(({ label }, i) => label !== english.data[i].label),
        `${path} has labels`
      )
    }
  }
  const { data } = await json('/v1/measures?lang=fr')
  const rate = data.find(({ measure }: { measure: string }) => measure === 'total_protection_rate')
  t.match(rate, {
    label: 'taux de protection totale',
    definition: 'Toute protection, sur l’ensemble des décisions au fond\u00a0: toute protection et rejets.'
  })
})

t.test('a citation is framed in the language of the answer, and what the publisher says stays', async t => {
  const { json } = await service(t)
  const cited = async (lang: string) => (await json(`${question}&lang=${lang}`)).meta
  t.match((await cited('en')).citation, /Interview: .*, release fy2016-2021-starter, retrieved on \d{4}-/)
  const french = await cited('fr')
  t.match(french.citation, /^US Department .*, édition fy2016-2021-starter, consultée le \d{4}-/)
  t.equal(french.sources[0].citation, french.citation)
  t.match((await cited('es')).citation, /, edición fy2016-2021-starter, consultada el \d{4}-/)
  t.match((await json('/v1/measures?lang=fr')).meta.citation, 'les mots et les tables de codes de ce service')
})

t.test('breaks of a series are told in the language that is asked for', async t => {
  const { json } = await service(t)
  type Told = { breaks: { note: string; told_in: string }[] }
  const notesOf = async (lang: string): Promise<string[]> =>
    (await json(`/v1/sources/gb-returns?lang=${lang}`)).data.series.flatMap(({ breaks }: Told) =>
      breaks.map(({ note }) => note)
    )
  const english = await notesOf('en')
  t.ok(english.length > 0, 'the series breaks')
  for (const lang of ['es', 'fr']) {
    const notes = await notesOf(lang)
    t.equal(notes.length, english.length)
    t.same(
      notes.filter(note => english.includes(note) || /(?<= )(have|rows|from|are)(?= )/.test(note)),
      []
    )
  }
})

t.test('columns of filters have labels and headers in words', async t => {
  const { get } = await service(t)
  const filtered = `${question.replace('?', '.csv?')}&nationality=HND,GTM&lang=fr`
  const [head, row] = (await get(`${filtered}&labels=true`)).body.replace(/^\ufeff/, '').split('\r\n')
  t.match(head, /,filter_nationality,filter_nationality_label/)
  t.match(row, /,GTM;HND,Guatemala;Honduras/)
  const [words] = (await get(`${filtered}&header=labels`)).body.replace(/^\ufeff/, '').split('\r\n')
  t.match(words, /filtre\u00a0: nationalité/)
})

/** The texts of refusals, and a pattern of each in each language. */
const catalogue: Record<string, Record<Language, string>> = { ...details, ...statistics }
const patternsOf = (lang: Language): ReadonlyMap<string, RegExp> =>
  new Map(
    Object.entries(catalogue)
      .filter(([, text]) => text.en.replaceAll(/\{\w+\}/g, '').length > 12)
      .map(([name, text]) => [
        name,
        new RegExp(text[lang].replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^]*?'), 'i')
      ])
  )
const patterns = { en: patternsOf('en'), es: patternsOf('es'), fr: patternsOf('fr') }
/** The texts that a detail is made of. */
const namesIn = (detail: string, lang: Language): string[] =>
  [...patterns[lang]].filter(([, pattern]) => pattern.test(detail)).map(([name]) => name)

/** Every path with a parameter that it does not have, with a value that it does not take, and in a format that is none. */
const unknownParameters = ['cases', 'decisions', 'countries', 'measures', 'sources'].flatMap(path => [
  `${path}?natoinality=RUS`,
  `${path}.pdf`,
  `${path}?format=`
])

/** Kinds of refusal that need other data than those of a first run, or another method. */
const needsMore = [
  ...['ambiguous-code', 'source-required', 'incompatible-units', 'query-too-large', 'release-not-found'],
  'outside-retention',
  'method-not-allowed'
]

/** Questions that are refused, each for another reason. */
const refused = [
  'statistics/decisions?group_by=court,sex,year,month,outcome',
  'statistics/decisions?group_by=sex,sex',
  'statistics/decisions?measures=returns&source=us-credible-fear',
  'statistics/decisions?measures=cases,persons&source=us-credible-fear',
  'statistics/decisions?measures=total_protection_rate&group_by=outcome',
  'statistics/decisions?measures=published_total&outcome=rejected',
  'statistics/decisions?period=latest&period_from=2020',
  'statistics/decisions?release=a&as_of=2020-01-01',
  'statistics/decisions?as_of=2999-01-01',
  'statistics/decisions?sort=court',
  'statistics/decisions?period_from=2021&period_to=2020&source=us-credible-fear',
  'statistics/decisions?period_from=never&source=us-credible-fear',
  'statistics/decisions?year_basis=calendar&group_by=year&source=us-credible-fear',
  'statistics/decisions?date_basis=filed&source=us-credible-fear',
  'statistics/decisions?source=us-credible-fear&group_by=court',
  'statistics/decisions?source=us-credible-fear&measures=total_protection_rate',
  'statistics/decisions?source=us-credible-fear&unit=applications',
  'statistics/decisions?source=us-credible-fear&include_duplicates=true',
  'statistics/decisions?source=us-credible-fear&decision_stage=appeal',
  'statistics/decisions?source=nobody',
  'statistics/decisions?source=us-credible-fear&series=nothing',
  'statistics/decisions?source=us-credible-fear&release=never',
  'statistics/decisions?country_of_asylum=EU28,DEU',
  'statistics/decisions?group_by=nationality_group',
  'statistics/decisions?nationality_group=EU,UN_EUROPE&group_by=nationality_group',
  'statistics/decisions?nationality=Syria',
  'statistics/returns?group_by=outcome',
  'statistics/returns',
  'statistics/pending?period_from=2020',
  'statistics/pending?group_by=court,sex,custody,represented,case_type',
  'statistics/durations?date_basis=decided&measures=km_median',
  'statistics/pathways?dry_run=true&fill=grid',
  'statistics/cases?source=us-credible-fear',
  'compare?sort=persons',
  'compare?source=nobody',
  'compare?release=never',
  'compare?period_from=FY2020&year_basis=calendar',
  'cases?source=us-credible-fear',
  'cases?limit=0',
  'cases?cursor=WzEsIjEiXQ',
  `cases?case_type=${'x'.repeat(101)}`,
  'country-groups/nothing',
  'countries/nothing',
  'countries-of-return?source=nobody',
  'sources/nobody',
  'sources/us-credible-fear/releases/never',
  'decision-stages/nothing',
  'code-lists/nothing',
  `cases/${'x'.repeat(300)}`,
  'cases/%ff'
]

t.test('every refusal is told in the language of the request alone', async t => {
  const { get } = await service(t)
  const reached = new Set<string>()
  const types = new Set<string>()
  for (const path of [...refused, ...unknownParameters]) {
    const address = (lang: string) => `/v1/${path}${path.includes('?') ? '&' : '?'}lang=${lang}`
    const english = await get(address('en'))
    t.ok(english.statusCode >= 400 && english.statusCode < 500, `${path}: ${english.statusCode}`)
    const names = namesIn(english.json().detail, 'en')
    t.ok(names.length > 0, `${path}: ${english.json().detail} is of the catalogue`)
    for (const name of names) reached.add(name)
    types.add(english.json().type)
    for (const lang of ['es', 'fr'] as const) {
      const answer = await get(address(lang))
      const { detail, title, sources = [] } = answer.json()
      t.equal(answer.headers['content-language'], lang, `${path}: ${detail}`)
      t.notMatch(
        `${title} ${detail} ${JSON.stringify(sources.map(reasonsOf))}`,
        englishWords,
        `${path} ${lang}`
      )
      t.not(detail, english.json().detail)
      const untold = names.filter(name => !patterns[lang].get(name)?.test(detail))
      t.same(untold, [], `${path} ${lang} says the same: ${detail}`)
    }
  }
  t.ok(reached.size > 50, `${reached.size} texts of the catalogue`)
  const unmet = Object.entries(problemTypes).filter(([type, { status }]) => status < 410 && !types.has(type))
  t.same(
    unmet.map(([type]) => type),
    needsMore.filter(type => !types.has(type)),
    'every kind of refusal but those that need other data or another method'
  )
})

t.test(
  'no text of a refusal has English in it in another language, whether a question meets it or not',
  async t => {
    for (const [name, text] of Object.entries(catalogue))
      for (const lang of ['es', 'fr'] as const)
        t.notMatch(text[lang].replaceAll(/\{\w+\}|\/v1\S+/g, 'x'), englishWords, `${name} ${lang}`)
  }
)

const reasonsOf = ({ reasons }: { reasons?: string[] }) => reasons
/** Words that stand in English sentences only. */
const englishWords = /(?<= )(the|is|of|with|which|has|have|and|are|it|only|by)(?= )/

t.test('answers of two languages have two ETags', async t => {
  const { get } = await service(t)
  const tags = await Promise.all(
    languages.map(async lang => (await get(`${question}&lang=${lang}`)).headers.etag)
  )
  t.equal(new Set(tags).size, languages.length)
})
