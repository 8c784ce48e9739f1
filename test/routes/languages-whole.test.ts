import t from 'tap'
import { needs, placed } from '../http/questions-asked.ts'
import { twoEditions } from '../loaded.ts'
import { service } from '../service.ts'

/** Members whose words are the same in every language: names, quotations of released files, and addresses. */
const sameWords = new Set([
  // What a publisher prints, names, or is called.
  ...['publisher', 'attribution', 'licence', 'citation', 'source_label', 'source_code', 'aliases'],
  // Of a documented case: the report, and what its file says of it.
  ...['event_source'],
  // Names in a language of their own.
  ...['name_en', 'name_es', 'name_fr'],
  // Of a documented case, as its file has it.
  'summary',
  // What a documented event says in words of its file.
  ...['said_by', 'said_to', 'quotation', 'retold_by', 'period'],
  'generated_by'
])
/** The label of a code is what its publisher prints beside it. */
const printed = /\.(source_codes\.\d+|data\.\d+)\.(label|code|value|field|fields\.\d+)$/

interface Same {
  path: string
  text: string
}

/** Words that an answer says in both languages, more than two together, where these are not a publisher's. */
function sameIn(one: unknown, other: unknown, path: string): Same[] {
  if (typeof one === 'string')
    return one === other && /\p{L}{2,}[^\p{L}]+ \p{L}+ \p{L}{2,}|\p{L}+ \p{L}+ \p{L}+/u.test(one)
      ? [{ path, text: one }]
      : []
  if (one === null || typeof one !== 'object' || other === null || typeof other !== 'object') return []
  return (
    Object.entries(one)
      // The summary of a path is ours.
      .filter(([name]) => !sameWords.has(name) || path.startsWith('.data.endpoints.'))
      .flatMap(([name, each]) => sameIn(each, (other as Record<string, unknown>)[name], `${path}.${name}`))
      .filter(({ path }) => !printed.test(path))
  )
}

/** Questions beside one a path, whose answers have notes, breaks, gaps and differences. */
const more = [
  '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality,year&measures=fear_found_rate',
  '/v1/statistics/decisions?source=us-eoir-cases&group_by=year,outcome&application_type=asylum',
  '/v1/statistics/decisions?source=us-credible-fear&nationality_group=UN_REGIONS&group_by=nationality_group',
  '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality&dry_run=true',
  '/v1/statistics/pending?source=us-eoir-cases&group_by=waiting_at',
  '/v1/statistics/durations?source=us-eoir-cases&group_by=year',
  '/v1/compare?nationality=RUS&group_by=year,outcome_group',
  '/v1/compare?source=us-eoir-cases,us-credible-fear,documented-cases&nationality=RUS',
  '/v1/countries-of-return?source=documented-cases',
  '/v1/countries-of-return/RUS?source=documented-cases,us-eoir-cases',
  '/v1/countries-of-return/MEX',
  '/v1/countries/resolve?name=Congo',
  '/v1/countries/resolve?scheme=iso3&code=BUR',
  '/v1/country-groups/EU',
  '/v1/decision-stages/screening',
  '/v1/decision-stages/first_instance'
]

t.test('in no answer a text of ours is left in English, and each says what language it is in', async t => {
  const { app, get, json } = await service(t, { rateLimit: 1_000_000 }, twoEditions)
  const { paths = {} } = app.swagger()
  const ofPaths = Object.keys(paths)
    .filter(path => path.startsWith('/v1'))
    .map(path => {
      const url = path.replace(/\{(\w+)\}/g, (_, name: string) => placed[name] ?? name)
      return needs[path] ? `${url}?${needs[path]}` : url
    })
  const sources = (await json('/v1/sources')).data.map(({ source }: { source: string }) => source)
  const schemes = (await json('/v1/code-lists')).data.map(({ scheme }: { scheme: string }) => scheme)
  const addresses = [
    ...ofPaths,
    ...more,
    ...sources.flatMap((id: string) => [`/v1/sources/${id}`, `/v1/sources/${id}/releases`]),
    ...schemes.map((scheme: string) => `/v1/code-lists/${scheme}`)
  ]
  t.ok(addresses.length > 90, `${addresses.length} addresses`)
  let texts = 0
  for (const address of addresses) {
    const english = await json(address)
    for (const lang of ['es', 'fr']) {
      const answer = await get(`${address}${address.includes('?') ? '&' : '?'}lang=${lang}`)
      t.equal(answer.statusCode, 200, address)
      t.equal(answer.headers['content-language'], lang, address)
      const { data, meta } = answer.json()
      texts += JSON.stringify(meta.caveats).length
      t.same(sameIn({ data: english.data, meta: english.meta }, { data, meta }, ''), [], `${address} ${lang}`)
    }
  }
  t.ok(texts > 10_000, 'notes were compared')
})

t.test('a text that is English in both answers would be found', async t => {
  const english = { data: [{ note: 'The total over outcome.', code: 'first_instance', publisher: 'A B C' }] }
  t.same(sameIn(english, english, ''), [{ path: '.data.0.note', text: 'The total over outcome.' }])
})
