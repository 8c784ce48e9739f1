import { type Language, languages } from '../language.ts'
// The details of problems and the notes of answers, each in every language. The English text is the one that rules cite.
import changes from './changes.json' with { type: 'json' }
import codeNotes from './code-notes.json' with { type: 'json' }
import details from './details.json' with { type: 'json' }
import differences from './differences.json' with { type: 'json' }
import notes from './notes.json' with { type: 'json' }
import releases from './releases.json' with { type: 'json' }
import removals from './removals.json' with { type: 'json' }
import retention from './retention.json' with { type: 'json' }
import returns from './returns.json' with { type: 'json' }
import statistics from './statistics.json' with { type: 'json' }

/** One text in every language. */
export type Translated = Readonly<Record<Language, string>>
/** A text that its author wrote in one language: {"fr": "…"}. */
type InOneLanguage = { [Lang in Language]: Readonly<Record<Lang, string>> }[Language]
/** A text for readers; a plain string is the same in every language: names, codes, a publisher's own words. */
export type LocalText = string | Translated | InOneLanguage
/** What a slot of a template takes: names, numbers and codes stay as they are. */
export type TextSlots = Readonly<Record<string, LocalText | number>>

const templates = {
  ...changes,
  ...codeNotes,
  ...details,
  ...differences,
  ...notes,
  ...releases,
  ...removals,
  ...retention,
  ...returns,
  ...statistics
} satisfies Readonly<Record<string, Translated>>
export type TextName = keyof typeof templates

/** A text of the catalogue in every language, its {slots} filled. */
export const said = (name: TextName, slots: TextSlots = {}): Translated =>
  inEach(lang => filledIn(templates[name][lang], slots, lang))

/** The same in one language. */
export const saidIn = (lang: Language, name: TextName, slots: TextSlots = {}): string =>
  filledIn(templates[name][lang], slots, lang)

/** A template with its {slots} filled. */
export const filledIn = (template: string, slots: TextSlots, lang: Language): string =>
  template.replace(/\{(\w+)\}/g, (_, slot: string) => textIn(slots[slot] ?? '', lang))

/** A text that is written in each language. */
export const inEach = (write: (lang: Language) => string): Translated => ({
  en: write('en'),
  es: write('es'),
  fr: write('fr')
})

/** A text in a language; in its own where it is in that one alone. */
export function textIn(text: LocalText | number, lang: Language): string {
  if (typeof text !== 'object') return String(text)
  const told: Partial<Translated> = text
  return told[lang] ?? Object.values(told)[0] ?? ''
}

/** The languages of a text where it is not in this one. */
const othersOf = (text: object, lang: Language): Language[] =>
  Object.hasOwn(text, lang) ? [] : languages.filter(each => Object.hasOwn(text, each))

/** The header Content-Language of texts: the language asked for, and those of texts that are not in it. */
export function contentLanguage(lang: Language, values: readonly unknown[]): string {
  const others = new Set<Language>()
  noteOthers(values, lang, others)
  return others.size === 0 ? lang : [lang, ...languages.filter(each => others.has(each))].join(', ')
}

/** Adds the languages of the texts in a value, at any depth, that are not in this one. */
function noteOthers(value: unknown, lang: Language, others: Set<Language>): void {
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) for (const each of value) noteOthers(each, lang, others)
  else if (isText(value)) for (const other of othersOf(value, lang)) others.add(other)
  else for (const each of Object.values(value)) noteOthers(each, lang, others)
}

/** Texts one after the other. */
export const inOneText = (texts: readonly LocalText[], between = ' '): Translated =>
  inEach(lang => texts.map(text => textIn(text, lang)).join(between))

/** A value with each text of several languages in it replaced by that in one language. */
export function textsIn<Value>(value: Value, lang: Language): Value {
  return chosenIn(value, lang) as Value
}

function chosenIn(value: unknown, lang: Language): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(each => chosenIn(each, lang))
  if (isText(value)) return textIn(value, lang)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, chosenIn(each, lang)]))
}

function isText(value: object): value is Exclude<LocalText, string> {
  const told = Object.keys(value)
  const isWhole = told.length === 1 || told.length === languages.length
  return (
    isWhole &&
    told.every(lang => isLanguage(lang) && typeof (value as Record<string, unknown>)[lang] === 'string')
  )
}

const isLanguage = (word: string): boolean => (languages as readonly string[]).includes(word)

/** A text, and what may be meant instead. */
export const withMeant = (text: Translated, meant: readonly string[]): Translated =>
  meant.length === 0 ? text : inOneText([text, said('did_you_mean', { values: alternatives(meant) })])

/** Values as alternatives: `AFG or ALB`. */
export const alternatives = (values: readonly string[]): Translated =>
  inEach(lang => values.join(` ${orWords[lang]} `))

const orWords: Translated = { en: 'or', es: 'o', fr: 'ou' }

/** Values as a whole: `cases and persons`. */
export const conjoined = (values: readonly LocalText[]): Translated =>
  inEach(lang => values.map(value => textIn(value, lang)).join(` ${andWords[lang]} `))

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
