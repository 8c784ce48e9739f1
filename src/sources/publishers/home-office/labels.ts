import { wholeNumber, wholeYear } from '../../../reading/whole-number.ts'
import type { CellStatus } from '../../../vocabulary/cell-status.ts'
import type { ageGroups, sexes } from '../../../vocabulary/closed-lists.ts'
import { countryFromName } from '../../../vocabulary/countries/country.ts'
import { isCalendarDay } from '../../../vocabulary/time/day.ts'
import { type Period, parsePeriod } from '../../../vocabulary/time/period.ts'
import { writtenDay } from '../../../vocabulary/time/written-day.ts'
import type { CodeEntry, UnknownCode } from '../../source.ts'

/** Age labels of all tables. Their wording differs between tables, and in letter case inside one. */
export const ages = {
  'Under 18': '0-17',
  '17 and under': '0-17',
  '18-29': '18-29',
  '18 to 29': '18-29',
  '30-49': '30-49',
  '30 to 49': '30-49',
  '50-69': '50-69',
  '50 to 69': '50-69',
  '70+': '70+',
  '70 and over': '70+',
  'Unknown Age': 'UNK',
  Unknown: 'UNK',
  'Total (pre-2009)': 'not_split'
} as const satisfies Record<string, (typeof ageGroups)[number]>

/** Sex labels of all tables. */
export const sexLabels = {
  Male: 'male',
  Female: 'female',
  'Unknown Sex': 'UNK',
  Unknown: 'UNK',
  'Total (pre-2009)': 'not_split'
} as const satisfies Record<string, (typeof sexes)[number]>

const noteMarks = /(\s*(\[(notes? )?\d+(, ?\d+)*\]|\((notes? )?\d{1,2}\)))+$/i

/** A label without a mark of a footnote: `Kosovo [1]`, `Other Grants (2)`, `Decisions [note 3]`. */
export function withoutNotes(label: string): string {
  const text = label.trim()
  // Saves time: most labels have neither marks nor odd spaces, and each row has ten labels.
  return /[[(]|\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').replace(noteMarks, '') : text
}

/** Distinct texts of a table that are kept: all labels of one, and most of its quarters. */
const mostKept = 5_000

/** The same function of a text, each read once: a table has hundreds of thousands of rows with a few hundred labels. */
export function remembered<read>(of: (text: string) => read): (text: string) => read {
  const known = new Map<string, { read: read }>()
  return text => {
    const found = known.get(text)
    if (found) return found.read
    const read = of(text)
    if (known.size < mostKept) known.set(text, { read })
    return read
  }
}

/** Two labels that fold alike are the same: letter case drifts between the quarters of one table. */
export const foldLabel = remembered((label: string): string => withoutNotes(label).toLowerCase())

/** Gives the lookup of a closed list: the value of a label, undefined where the list has no such label. */
export function labelled<value>(list: Readonly<Record<string, value>>): (label: string) => value | undefined {
  const byLabel = new Map(Object.entries(list).map(([label, value]) => [foldLabel(label), value]))
  return label => byLabel.get(foldLabel(label))
}

/** The Home Office's name of a country or territory as our code; never guessed. */
export const placeNamed = remembered((name: string): string | undefined =>
  countryFromName('home-office-name', withoutNotes(name))
)

/** `2001 Q1`, or `1` beside the year; undefined where the two do not agree. */
export const quarterOf = (year: string, quarter: string): Period | undefined =>
  readQuarter(`${year}\t${quarter}`)

const readQuarter = remembered((printed: string): Period | undefined => {
  const [year = '', quarter = ''] = printed.split('\t')
  const [, own, number] = /^(?:(\d{4}) ?)?Q?([1-4])(?:\.0)?$/i.exec(withoutNotes(quarter)) ?? []
  const named = wholeYear(year)
  if (!number || named === undefined || Number(own ?? named) !== named) return undefined
  return parsePeriod(`${named}-Q${number}`, 'calendar')
})

/** When a figure is of: the day of a stock, `2024-09-30` or `30 Sep 2024`, where the row has a Date and no quarter. */
export function publishedSpan(
  fields: Readonly<Record<string, string>>
): Pick<Period, 'label' | 'from' | 'to'> | undefined {
  const { Year = '', Quarter = '', Date: date } = fields
  if (date === undefined) return quarterOf(Year, Quarter)
  const day = writtenDay(date.trim(), { order: 'day_first' })
  return day === undefined || !isCalendarDay(day) ? undefined : { label: day, from: day, to: day }
}

/** Reads a printed figure; undefined where it is no number. A blank and `:` mean not available, and not zero. */
export function homeOfficeFigure(printed: string): { value: number | null; status: CellStatus } | undefined {
  const text = printed.trim()
  if (text === '' || text === ':') return { value: null, status: 'not_reported' }
  const value = wholeNumber(text)
  return value === undefined ? undefined : { value, status: 'ok' }
}

/** Reads the labels of a row and collects those that no list has: the figure of such a row cannot be counted. */
export function labelReader(fields: Readonly<Record<string, string>>) {
  const unknown: UnknownCode[] = []
  const read = <value>(column: string, meaning: (label: string) => value | undefined): value => {
    const label = fields[column] ?? ''
    const found = meaning(label)
    if (found === undefined) unknown.push({ field: column, code: withoutNotes(label) })
    // Callers check `unknown` before they use any value.
    return found as value
  }
  return { read, unknown }
}

/** A closed list as served under code lists. */
export const homeOfficeEntries = (
  field: string,
  dimension: string,
  list: Record<string, string>
): CodeEntry[] =>
  Object.entries(list).map(([label, value]) => ({ field, code: label, label, dimension, value }))
