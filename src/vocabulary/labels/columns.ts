import { cellStatuses } from '../cell-status.ts'
import { isCountryGroup } from '../measures/dimension.ts'
import type { DateBasis, YearBasis } from '../time/period.ts'
import { yearBases } from '../time/period.ts'
import { units } from '../unit.ts'
import {
  dimensionLabel,
  type GroupNames,
  hasWords,
  isCountry,
  labelOf,
  measureLabel,
  statusLabel,
  unitLabel,
  yearBasisLabel
} from './labels.ts'
import type { Language } from './language.ts'
import meanings from './meanings.json' with { type: 'json' }
import { numberLabel, worded } from './meanings.ts'

const dateBases: Readonly<Record<string, Readonly<Record<Language, string>>>> =
  meanings.date_bases satisfies Record<DateBasis, Readonly<Record<Language, string>>>
const columns: Readonly<Record<string, Readonly<Record<Language, string>>>> = meanings.columns

/** The name of a column in words: `decisions: flags`. A column without a label keeps its name. */
export function columnLabel(name: string, lang: Language): string {
  if (isFilter(name)) return worded('filter', lang, { column: columnLabel(filtered(name), lang) })
  const own = columns[name]?.[lang]
  if (own !== undefined) return own
  const [direct] = [dimensionLabel(name, lang), measureLabel(name, lang)].filter(label => label !== name)
  if (direct !== undefined) return direct
  const parts = /^(.+)_(flags|label|n|low|high|n_share)$/.exec(name)
  if (!parts) return name
  const [, of = '', part] = parts
  const label = columnLabel(of, lang)
  if (label === of) return name
  if (part === 'flags') return worded('flags', lang, { column: label })
  return part === 'label' ? worded('in_words', lang, { column: label }) : numberLabel({ name, of }, lang)
}

/** Whether the values of a column are codes with labels: words of a list, countries, true and false, statuses. */
export function isLabelled(name: string, isBoolean: boolean): boolean {
  if (isFilter(name)) return isLabelled(filtered(name), isBoolean)
  const isPlace = isCountry(name) || isCountryGroup(name)
  return isBoolean || isPlace || hasWords(name) || isStatus(name) || otherCodes.includes(name)
}

const otherCodes = ['unit', 'year_basis', 'date_basis']

/** The column of a filter (results/filter-columns.ts), such as filter_nationality. */
const isFilter = (name: string): boolean => name.startsWith('filter_')
const filtered = (name: string): string => name.slice('filter_'.length)

const isStatus = (name: string): boolean => name === 'status' || name.endsWith('_flags')

/** The label of a value in a column. `groups`: the groups of countries of the answer. */
export function valueLabel(
  name: string,
  value: string | boolean,
  lang: Language,
  groups: GroupNames = []
): string {
  const word = String(value)
  if (isFilter(name))
    return word
      .split(';')
      .map(each => valueLabel(filtered(name), each, lang, groups))
      .join(';')
  if (isStatus(name)) return isOf(cellStatuses, word) ? statusLabel(word, lang) : word
  if (name === 'date_basis') return dateBases[word]?.[lang] ?? word
  if (name === 'unit') return isOf(units, word) ? unitLabel(word, 2, lang) : word
  if (name === 'year_basis') return isOf(yearBases, word) ? yearBasisLabel(word as YearBasis, lang) : word
  return labelOf(name, word, lang, groups)
}

const isOf = (words: readonly string[], word: string): boolean => words.includes(word)
