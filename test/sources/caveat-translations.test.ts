import t from 'tap'
import { sourceRegistry as sources } from '../../src/sources/registry.ts'
import { misprints } from '../vocabulary/labels/texts/french.ts'

const caveats = sources.flatMap(({ about }) => about.caveats)

/** Numbers and codes, which a translation must have too. */
const facts = (text: string): string[] =>
  (
    text
      .replace(/(\d)[,\u00a0\u202f ](?=\d{3}(?!\d))/g, '$1')
      .match(/\b(?:\d+|[A-Z]{2,3}|[a-z]+_[a-z_]+)\b/g) ?? []
  )
    .filter(word => !translatedWords.includes(word))
    .sort()
/** Abbreviations that have another form in other languages, and numbers that are words in some. */
const translatedWords = [
  'EU',
  'UE',
  'US',
  'EE',
  'UU',
  'ICJ',
  'CIJ',
  'HCR',
  'IN',
  'EO',
  'FR',
  'DHS',
  'CBP',
  'ICE'
]

t.test('every caveat of every source is in all languages', async t => {
  t.ok(caveats.length > 80)
  for (const { id, text, translations } of caveats) {
    t.ok(translations && translations.es !== text && translations.fr !== text, id)
    t.same([...new Set(facts(translations?.es ?? ''))], [...new Set(facts(text))], `${id} in Spanish`)
    t.same([...new Set(facts(translations?.fr ?? ''))], [...new Set(facts(text))], `${id} in French`)
    t.same(misprints(translations?.fr ?? ''), [], `${id} can be printed`)
  }
})
