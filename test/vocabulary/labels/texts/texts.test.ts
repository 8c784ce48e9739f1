import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { projectRoot } from '../../../../src/root.ts'
import definitions from '../../../../src/vocabulary/labels/definitions.json' with { type: 'json' }
import labels from '../../../../src/vocabulary/labels/labels.json' with { type: 'json' }
import { languages } from '../../../../src/vocabulary/labels/language.ts'
import meanings from '../../../../src/vocabulary/labels/meanings.json' with { type: 'json' }
import codeNotes from '../../../../src/vocabulary/labels/texts/code-notes.json' with { type: 'json' }
import details from '../../../../src/vocabulary/labels/texts/details.json' with { type: 'json' }
import differences from '../../../../src/vocabulary/labels/texts/differences.json' with { type: 'json' }
import notes from '../../../../src/vocabulary/labels/texts/notes.json' with { type: 'json' }
import titles from '../../../../src/vocabulary/labels/texts/problem-titles.json' with { type: 'json' }
import releases from '../../../../src/vocabulary/labels/texts/releases.json' with { type: 'json' }
import returns from '../../../../src/vocabulary/labels/texts/returns.json' with { type: 'json' }
import statistics from '../../../../src/vocabulary/labels/texts/statistics.json' with { type: 'json' }
import summaries from '../../../../src/vocabulary/labels/texts/summaries.json' with { type: 'json' }
import {
  contentLanguage,
  said,
  textIn,
  textsIn,
  withMeant
} from '../../../../src/vocabulary/labels/texts/texts.ts'
import { misprints } from './french.ts'

const catalogues: Record<string, Record<string, Record<string, string>>> = {
  codeNotes,
  details,
  differences,
  notes,
  releases,
  returns,
  statistics,
  summaries,
  titles
}
const entries = Object.entries(catalogues).flatMap(([file, texts]) =>
  Object.entries(texts).map(([name, text]) => ({ name: `${file}.${name}`, text }))
)
const slotsOf = (text = ''): string =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot))].sort().join()

t.test('every text is in all languages, each with the same slots and with words of its own', async t => {
  for (const { name, text } of entries) {
    t.same(Object.keys(text).sort(), [...languages].sort(), name)
    for (const lang of languages) t.equal(slotsOf(text[lang]), slotsOf(text.en), `${name} ${lang}`)
    // One word can be the same in two languages, a sentence cannot.
    if (text.en?.replace(/\{\w+\}/g, '').match(/\p{L}+ \p{L}+/u))
      t.ok(text.es !== text.en && text.fr !== text.en, `${name} is not English again`)
  }
})

/** Every French text in a catalogue, whatever its depth. */
const frenchIn = (value: unknown): string[] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([name, each]) =>
        name === 'fr' && typeof each === 'string' ? [each] : frenchIn(each)
      )

t.test('French can be printed', async t => {
  for (const wrong of ['Il y a: deux', 'Quoi ?', '« deux »', "l'asile", 'le 1 mai'])
    t.not(misprints(wrong).length, 0, wrong)
  t.same(
    entries.flatMap(({ name, text }) => misprints(text.fr ?? '').map(found => `${name}: ${found}`)),
    []
  )
  const french = frenchIn({ definitions, labels, meanings })
  t.ok(french.length > 300, 'labels and definitions were found')
  t.same(
    french.flatMap(text => misprints(text)),
    []
  )
})

t.test('it is appeals that are granted or remanded, not those who appeal', async t => {
  // What was decided stands right after whoever it was decided for: it could be read as said of them.
  const ambiguous =
    /(requérant|demandeur|appelant)s (accueilli|admi|renvoyé|rejeté)s|solicitantes (estim|devuel|desestim)/i
  t.match('taux de recours des requérants accueillis', ambiguous)
  t.same(JSON.stringify({ definitions, labels, meanings }).match(ambiguous), null)
})

t.test('every text of details and notes is used', async t => {
  const folder = path.join(projectRoot, 'src')
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n')
  const unused = Object.keys({
    ...codeNotes,
    ...details,
    ...notes,
    ...releases,
    ...returns,
    ...statistics
  }).filter(name => !source.includes(`'${name}'`))
  t.same(unused, [])
})

t.test('slots take names, numbers and other texts, each in the language of the whole', async t => {
  const text = withMeant(said('no_parameter', { name: 'form' }), ['from', 'format'])
  t.equal(textIn(text, 'en'), 'form is no parameter. Did you mean from or format?')
  t.equal(textIn(text, 'es'), 'form no es un parámetro. ¿Quería decir from o format?')
  t.equal(textIn(text, 'fr'), 'form n’est pas un paramètre. Vouliez-vous dire from ou format\u202f?')
})

t.test('a text in one language alone is told in it, and the header says so', async t => {
  const own = { es: 'Solo en español.' }
  t.equal(textIn(own, 'fr'), 'Solo en español.')
  t.same(textsIn({ rows: [{ text: own, code: 'FR' }] }, 'fr'), {
    rows: [{ text: 'Solo en español.', code: 'FR' }]
  })
  t.equal(contentLanguage('fr', [said('cursor_of_other_version'), { rows: [{ text: own }] }]), 'fr, es')
  t.equal(contentLanguage('es', [own]), 'es')
  t.equal(
    contentLanguage('fr', ['FY2021', said('cursor_of_other_version')]),
    'fr',
    'codes are of no language'
  )
})
