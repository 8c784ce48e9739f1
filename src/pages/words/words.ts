import type { Language } from '../../vocabulary/labels/language.ts'
import type { Translated } from '../../vocabulary/labels/texts/texts.ts'
// The words of pages, a file for each part of them: a word that lacks a language does not compile.
import about from './about.json' with { type: 'json' }
import actions from './actions.json' with { type: 'json' }
import cases from './cases.json' with { type: 'json' }
import explore from './explore.json' with { type: 'json' }
import figures from './figures.json' with { type: 'json' }
import front from './front.json' with { type: 'json' }
import nationalities from './nationalities.json' with { type: 'json' }
import places from './places.json' with { type: 'json' }
import returns from './returns.json' with { type: 'json' }
import search from './search.json' with { type: 'json' }
import shell from './shell.json' with { type: 'json' }
import sources from './sources.json' with { type: 'json' }
import stages from './stages.json' with { type: 'json' }

const words = {
  ...about,
  ...actions,
  ...cases,
  ...explore,
  ...figures,
  ...front,
  ...nationalities,
  ...places,
  ...returns,
  ...search,
  ...shell,
  ...sources,
  ...stages
} satisfies Readonly<Record<string, Translated>>
export type Word = keyof typeof words

/** What the slots of a word take. */
export type Slots = Readonly<Record<string, string | number>>

/** The words of pages in a language, each with its {slots} filled. */
export type Say = (word: Word, slots?: Slots) => string

export const sayIn =
  (lang: Language): Say =>
  (word, slots = {}) =>
    words[word][lang].replace(/\{(\w+)\}/g, (_, name: string) => String(slots[name] ?? ''))

/** A word cut at its slots: texts and names of slots in turns, to put elements where the slots are. */
export const pieces = (word: Word, lang: Language): readonly string[] => words[word][lang].split(/\{(\w+)\}/)
