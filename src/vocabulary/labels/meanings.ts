import type { CellStatus } from '../cell-status.ts'
import type { Unit } from '../unit.ts'
import { measureLabel } from './labels.ts'
import type { Language } from './language.ts'
// What statuses and units mean, titles of results, and the words that names of columns are made with.
import meanings from './meanings.json' with { type: 'json' }
import { inEach, type Translated } from './texts/texts.ts'

const statuses = meanings.statuses satisfies Record<CellStatus | 'no_row', Translated>
const units = meanings.units satisfies Record<Unit, Translated>
const titles: Readonly<Record<string, Translated>> = meanings.titles
const subjects: Readonly<Record<string, Translated>> = meanings.subjects
const bounds: Readonly<Record<string, Translated>> = meanings.bounds

/** What the status of a cell means; `no_row` is that of a cell without a row in the answer. */
export const statusMeaning = (status: CellStatus | 'no_row', lang: Language): string => statuses[status][lang]

export const unitMeaning = (unit: Unit, lang: Language): string => units[unit][lang]

/** The title of a result: `Décisions`. */
export const titleIn = (title: string, lang: Language): string => titles[title]?.[lang] ?? title

/** What a kind of statistic counts, as a sentence names it: `subject` at its start, `counted` inside it. */
export function subjectIn(title: string): { subject: Translated; counted: Translated } {
  const subject = inEach(lang => subjects[title]?.[lang] ?? title)
  return { subject, counted: inEach(lang => subject[lang].toLowerCase()) }
}

/** A wording of labels with its {slots} filled. */
export const worded = (
  name: keyof typeof meanings.wording,
  lang: Language,
  slots: Readonly<Record<string, string>> = {}
): string => meanings.wording[name][lang].replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '')

/** The label of a column of numbers; the columns of a rate are named after it: `fear found rate (n)`. */
export function numberLabel({ name, of }: { name: string; of: string }, lang: Language): string {
  const isPartOfCell = name === of && of.endsWith('_n_share')
  const measure = isPartOfCell ? of.slice(0, -'_n_share'.length) : of
  const label = measureLabel(measure, lang)
  if (name === measure) return label
  const part = name.slice(measure.length + 1)
  return `${label} (${bounds[part]?.[lang] ?? part})`
}
