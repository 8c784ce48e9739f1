import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { languages } from '../../../../src/vocabulary/labels/language.ts'
import type { TextName, Translated } from '../../../../src/vocabulary/labels/texts/texts.ts'
import { inTwoForms, sameInBoth, twoFormsInOne } from '../../../../src/vocabulary/labels/texts/two-forms.ts'
import { apiWords } from './api-words.ts'
import { misprints } from './french.ts'

const folder = 'src/vocabulary/labels/texts'
type Texts = Record<string, Translated>
const readTexts = (name: string): Texts => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))

const plain = readTexts('plain.json')
const all: Texts = Object.assign(
  {},
  ...readdirSync(folder)
    .filter(name => name.endsWith('.json') && name !== 'plain.json')
    .map(readTexts)
)

const slotsOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort()
const withoutSlots = (text: string): string => text.replace(/\{\w+\}/g, '')

/** Slots that only the plain form fills: titles in the place of ids, and who publishes in that of the command. */
const plainOnly = ['{publisher}', '{title}', '{table}']

t.test('a plain text is in every language, has no word of the API, and the same slots in each', async t => {
  for (const [name, text] of Object.entries(plain)) {
    t.same(Object.keys(text), languages, name)
    const told = all[name]
    if (!told) {
      t.fail(`${name} is the plain form of no text`)
      continue
    }
    for (const lang of languages) {
      t.same(apiWords(withoutSlots(text[lang])), [], `${name} in ${lang}`)
      t.same(slotsOf(text[lang]), slotsOf(text.en), `${name} in ${lang}`)
      const strange = slotsOf(text[lang]).filter(slot => !slotsOf(told[lang]).includes(slot))
      t.same(
        strange.filter(slot => !plainOnly.includes(slot)),
        [],
        name
      )
    }
    t.same(misprints(withoutSlots(text.fr)), [], `${name} can be printed`)
  }
})

/** The names of all texts that the code says in two forms. */
const namesSaid = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .flatMap(file => [...readFileSync(path.join('src', file), 'utf8').matchAll(/inTwoForms\(([^{)]*)[{)]/g)])
  .flatMap(([, given = '']) => given.match(/'\w+'/g) ?? [])
  .map(quoted => quoted.slice(1, -1))
  .filter(name => name in all)

t.test('whatever the code says in two forms has no word of the API in the plain one', async t => {
  t.ok(namesSaid.length > 30, 'the names were found')
  t.ok(namesSaid.includes('rejected_rows') && namesSaid.includes('nationality_not_named'))
  for (const name of namesSaid) {
    const told = inTwoForms(name as TextName).plain
    for (const lang of languages) t.same(apiWords(told[lang]), [], `${name} in ${lang}`)
  }
})

t.test('a slot with two forms goes into each form by its own', async t => {
  const told = inTwoForms('table_missing', { table: { text: 'tbl_A', plain: 'tbl A' } })
  t.match(told.text.en, /^the table tbl_A,/)
  t.match(told.plain.en, /^the table tbl A,/)
  const hint = inTwoForms('how_to_import', { url: 'https://a.org', command: 'read <file>', publisher: 'A' })
  t.equal(hint.text.en, 'It is published at https://a.org and read by: read <file>.')
  t.equal(hint.plain.en, 'It is published by A, at https://a.org.')
  const two = twoFormsInOne([told, sameInBoth('b')], '; ')
  t.equal(two.plain.en, `${told.plain.en}; b`)
  t.equal(two.text.en, `${told.text.en}; b`)
})
