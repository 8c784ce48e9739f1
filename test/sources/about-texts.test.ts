import t from 'tap'
import { sourceRegistry as sources } from '../../src/sources/registry.ts'
import { languages } from '../../src/vocabulary/labels/language.ts'
import { apiWords } from '../vocabulary/labels/texts/api-words.ts'
import { misprints } from '../vocabulary/labels/texts/french.ts'

type Told = Record<string, string>
interface Found {
  path: string
  text: string | Told
}

/** Members that are no texts, or hold none. */
const codes = new Set([
  ...['id', 'url', 'licence_url', 'counting_rule', 'id_prefix', 'ids_hold', 'policy', 'grain', 'year_basis'],
  ...[
    'same_as',
    'absent_row',
    'unit',
    'reporters',
    'changes',
    'date',
    'from',
    'to',
    'when',
    'flag',
    'series'
  ],
  ...[
    'status',
    'over',
    'dimension',
    'values',
    'scope',
    'rows',
    'parts',
    'stand_ins',
    'told_at',
    'totals_beside',
    'newest_year'
  ],
  ...['figures_of', 'newest_year', 'except', 'answers_after', 'never_added'],
  ...[
    'rates',
    'usually',
    'unit_of',
    'same',
    'when_named',
    'not_for',
    'only_for',
    'tells_only',
    'decision_stage',
    'dimensions'
  ]
])
/** Names and a publisher's own words, which may be the same in every language. */
const publishersWords = new Set(['publisher', 'licence', 'attribution', 'citation'])

/** Every text for readers in an about.json, with its path. */
function textsIn(value: unknown, path: string): Found[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (value === null || typeof value !== 'object') return []
  if (languages.some(lang => Object.hasOwn(value, lang))) return [{ path, text: value as Told }]
  return Object.entries(value)
    .filter(([name, each]) => !codes.has(name) || (name === 'series' && typeof each === 'object'))
    .flatMap(([name, each]) => textsIn(each, `${path}.${name}`))
}

const found = sources.flatMap(({ about }) => textsIn(about, about.id))
const isPublishers = (path: string): boolean => publishersWords.has(path.split('.').at(-1) ?? '')

/** Numbers and codes, which a translation must have too. */
const facts = (text: string): string[] =>
  [
    ...new Set(
      text
        .replace(/(\d)[,\u00a0\u202f ](?=\d{3}(?!\d))/g, '$1')
        .replace(/\b(\d+)er?\b/g, '$1')
        // A quarter is Q1 in one language and T1 in another.
        .replace(/\b[QT]([1-4])\b/g, '$1')
        .match(/\b(?:\d+|[A-Z]{2,3}|[a-z]+_[a-z_]+)\b/g) ?? []
    )
  ]
    .filter(word => !translatedWords.includes(word))
    .sort()
/** Abbreviations that have another form in other languages, and words of one that look like them. */
const translatedWords = [
  ...['EU', 'UE', 'US', 'EE', 'UU', 'ICJ', 'CIJ', 'HCR', 'IN', 'EO', 'FR', 'DHS', 'CBP', 'ICE', 'UN', 'ONU'],
  ...['EC', 'CE', 'ZIP']
]

t.test(
  'a text that was written here is in every language, with words of its own and the same facts',
  async t => {
    t.ok(found.length > 200, 'the texts were found')
    for (const { path, text } of found) {
      if (typeof text === 'string') {
        t.ok(isPublishers(path), `${path} has no translations`)
        continue
      }
      t.same(Object.keys(text), ['en', 'es', 'fr'], path)
      const { en = '', es = '', fr = '' } = text
      t.ok(es !== en && fr !== en, `${path} is not English again`)
      t.same(facts(es), facts(en), `${path} in Spanish`)
      t.same(facts(fr), facts(en), `${path} in French`)
      t.same(misprints(fr), [], `${path} can be printed`)
    }
  }
)

t.test('what a caveat says to people has no word of the API, in any language', async t => {
  for (const { about } of sources)
    for (const { id, text, plain } of about.caveats) {
      const [told, shown] = [text, plain ?? text] as Told[]
      for (const lang of languages) t.same(apiWords(shown?.[lang] ?? ''), [], `${about.id} ${id} in ${lang}`)
      if (plain) t.not(shown?.en, told?.en, `${id} says it in other words`)
    }
})

t.test('a text without its translations would be found', async t => {
  t.same(textsIn({ caveats: [{ id: 'a', text: 'English only.' }] }, 'x'), [
    { path: 'x.caveats.0.text', text: 'English only.' }
  ])
  t.notOk(isPublishers('x.caveats.0.text'))
})
