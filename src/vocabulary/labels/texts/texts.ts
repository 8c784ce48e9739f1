import { type Language, languages } from '../language.ts'
// The details of problems and the notes of answers, each in every language. The English text is the one that rules cite.
import details from './details.json' with { type: 'json' }
import notes from './notes.json' with { type: 'json' }
import statistics from './statistics.json' with { type: 'json' }

/** One text in every language. */
export type Translated = Readonly<Record<Language, string>>
/** A text for readers; a plain string exists in English only. */
export type LocalText = string | Translated
/** What a slot of a template takes: names, numbers and codes stay as they are. */
type Slots = Readonly<Record<string, LocalText | number>>

const templates = { ...details, ...notes, ...statistics } satisfies Readonly<Record<string, Translated>>
export type TextName = keyof typeof templates

/** A text of the catalogue in every language, its {slots} filled. */
export const said = (name: TextName, slots: Slots = {}): Translated =>
  inEach(lang => filled(templates[name][lang], slots, lang))

const filled = (template: string, slots: Slots, lang: Language): string =>
  template.replace(/\{(\w+)\}/g, (_, slot: string) => textIn(slots[slot] ?? '', lang))

/** A text that is written in each language. */
export const inEach = (write: (lang: Language) => string): Translated => ({
  en: write('en'),
  es: write('es'),
  fr: write('fr')
})

/** A text in a language; in English where it has no other. */
export const textIn = (text: LocalText | number, lang: Language): string =>
  typeof text === 'object' ? text[lang] : String(text)

/** Whether a text exists in a language. */
const isTranslated = (text: LocalText, lang: Language): boolean => lang === 'en' || typeof text === 'object'

/** The header Content-Language of texts: the language asked for, and English where one has no translation. */
export const contentLanguage = (lang: Language, texts: readonly LocalText[]): string =>
  texts.every(text => isTranslated(text, lang)) ? lang : `${lang}, en`

/** Texts one after the other; in English only where one of them is. */
export function inOneText(texts: readonly Translated[], between?: string): Translated
export function inOneText(texts: readonly LocalText[], between?: string): LocalText
export function inOneText(texts: readonly LocalText[], between = ' '): LocalText {
  return texts.every(text => typeof text === 'object')
    ? inEach(lang => texts.map(text => textIn(text, lang)).join(between))
    : texts.map(text => textIn(text, 'en')).join(between)
}

/** A value with each text of several languages in it replaced by that in one language. */
export function textsIn<Value>(value: Value, lang: Language): Value {
  return chosenIn(value, lang) as Value
}

function chosenIn(value: unknown, lang: Language): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(each => chosenIn(each, lang))
  if (isText(value)) return value[lang]
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, chosenIn(each, lang)]))
}

const isText = (value: object): value is Translated =>
  Object.keys(value).length === languages.length && languages.every(lang => Object.hasOwn(value, lang))

/** A text, and what may be meant instead. */
export const withMeant = (text: Translated, meant: readonly string[]): Translated =>
  meant.length === 0 ? text : inOneText([text, said('did_you_mean', { values: alternatives(meant) })])

/** Values as alternatives: `AFG or ALB`. */
export const alternatives = (values: readonly string[]): Translated =>
  inEach(lang => values.join(` ${orWords[lang]} `))

const orWords: Translated = { en: 'or', es: 'o', fr: 'ou' }

/** Values as a whole: `cases and persons`. */
export const conjoined = (values: readonly string[]): Translated =>
  inEach(lang => values.join(` ${andWords[lang]} `))

const andWords: Translated = { en: 'and', es: 'y', fr: 'et' }

/** The first values of a list, and how many more it has: `AFG, ALB and 3 more`. */
export const listedUpTo = (most: number, values: readonly string[]): LocalText =>
  values.length <= most
    ? values.join(', ')
    : said('and_more', { codes: values.slice(0, most).join(', '), n: values.length - most })

/** Values as they were written, each in the quotes of the language. */
export const inQuotes = (values: readonly string[]): Translated =>
  inEach(lang => values.map(value => quotes[lang].replace('…', () => value)).join(', '))

const quotes: Translated = { en: '"…"', es: '«…»', fr: '«\u00a0…\u00a0»' }
