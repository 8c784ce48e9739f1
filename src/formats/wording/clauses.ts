import { measureLabel, rateDefinition, unitLabel } from '../../vocabulary/labels/labels.ts'
import type { SubjectName } from '../../vocabulary/measures/subject.ts'
import type { Language, ResultColumn, ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { units } from '../../vocabulary/unit.ts'
import { numberText, type Phrase, percentText, phrase } from './phrases.ts'

const counted: readonly string[] = units
/** The phrase that joins a unit with the nationality. */
const whose: Readonly<Record<string, Phrase>> = {
  decisions: 'decisions_whose',
  applications: 'applications_whose',
  persons: 'persons_whose'
}

/** Phrases for units that do not name the event: "4,239 persons" alone does not mention decisions. */
const happened: Readonly<Record<SubjectName, Readonly<Record<string, Phrase>>>> = {
  decisions: { persons: 'decided_persons', cases: 'decided_cases', applications: 'decided_applications' },
  returns: { persons: 'returned_persons' },
  cases: {}
}

/** The clauses of a row, one for each measure: the first count, the first rate and the first duration. */
export function clausesOf(
  { measures, unit, about }: ResultTable,
  row: ResultRow,
  nation: string | undefined,
  lang: Language
): string[] {
  const chosen = spokenOf(measures)
  // The nationality is only in the first clause.
  return chosen.map((measure, i) =>
    clauseOf(measure, row, { unit, about, nation: i === 0 ? nation : undefined, lang })
  )
}

/** The measures in the sentence: the first count, the first rate, and a median duration, else the first duration. */
function spokenOf(measures: readonly ResultColumn[]): ResultColumn[] {
  return [
    measures.find(({ kind }) => kind === 'count'),
    measures.find(({ kind }) => kind === 'share'),
    measures.find(({ kind, name }) => kind === 'days' && name.includes('median')) ??
      measures.find(({ kind }) => kind === 'days')
  ].filter(measure => measure !== undefined)
}

/** Whether the first clause has a slot for "of nationals of": a count in a unit, or a rate. */
export function hasPlaceForNation({ measures }: ResultTable): boolean {
  const [first] = spokenOf(measures)
  if (first === undefined) return false
  return first.kind === 'share' || first.name === 'pending' || isThings(first.name)
}

const isThings = (name: string): boolean => counted.includes(name) && name !== 'not_stated'

interface Said {
  unit: string | null
  about: SubjectName
  nation: string | undefined
  lang: Language
}

function clauseOf(measure: ResultColumn, row: ResultRow, said: Said): string {
  const value = row.numbers[measure.name] ?? null
  const flags = row.flags[measure.name] ?? []
  if (value === null) return missing(measure, row, flags, said)
  const marks = (['rounded', 'provisional', 'partial'] as const)
    .filter(status => flags.includes(status))
    .map(status => phrase(`with_${status}`, said.lang))
  return `${clauseWithValue(measure, value, row, said)}${marks.join('')}`
}

function clauseWithValue(measure: ResultColumn, value: number, row: ResultRow, said: Said): string {
  const { lang, unit, nation } = said
  const { name, kind } = measure
  if (kind === 'share') {
    const n = measure.rate ? (row.numbers[measure.rate.n] ?? null) : null
    const definition = rateDefinition(name, lang)
    return phrase('rate_is', lang, {
      what: subject(measure, said),
      share: percentText(value, lang),
      of: n === null ? '' : phrase('of_n', lang, { n: sizeText(n, unit, lang) }),
      definition: definition === undefined ? '' : ` (${definition})`
    })
  }
  if (!isThings(name))
    return phrase('value_is', lang, {
      what: ofNationals(measureLabel(name, lang), 'cases_whose', nation, lang),
      value: numberText(value, lang)
    })
  const things = ofNationals(sizeText(value, name, lang), whose[name] ?? 'cases_whose', nation, lang)
  const how = happened[said.about][name]
  if (how) return phrase('there_are', lang, { what: phrase(how, lang, { what: things }) })
  return phrase(value === 1 ? 'there_is' : 'there_are', lang, { what: things })
}

/** A number with its unit; without it where the unit is not stated. */
const sizeText = (n: number, unit: string | null, lang: Language): string =>
  unit === null || unit === 'not_stated'
    ? numberText(n, lang)
    : `${numberText(n, lang)} ${unitLabel(unit, n, lang)}`

const ofNationals = (what: string, template: Phrase, country: string | undefined, lang: Language): string =>
  country === undefined ? what : phrase(template, lang, { what, country })

/** A measure as the subject of its clause. */
function subject({ name, kind }: ResultColumn, { lang, nation }: Said): string {
  if (kind === 'share')
    return ofNationals(`${articleOf(name, lang)} ${measureLabel(name, lang)}`, 'rate_whose', nation, lang)
  if (!isThings(name)) return ofNationals(measureLabel(name, lang), 'cases_whose', nation, lang)
  const what = ofNationals(unitLabel(name, 2, lang), whose[name] ?? 'cases_whose', nation, lang)
  return phrase('number_of', lang, { what })
}

/** The article of a rate. In Spanish all names of rates are feminine; in French only those with "part" are. */
const articleOf = (name: string, lang: Language): string =>
  lang === 'en' ? 'the' : lang === 'es' || measureLabel(name, lang).startsWith('part') ? 'la' : 'le'

/** The clause of a missing number, with the most specific of its statuses. */
function missing(measure: ResultColumn, row: ResultRow, flags: readonly string[], said: Said): string {
  const reasons = ['suppressed', 'low_n', 'not_applicable', 'not_reported'] as const
  const reason = reasons.find(each => flags.includes(each)) ?? 'not_reported'
  const n = measure.rate ? (row.numbers[measure.rate.n] ?? null) : null
  return phrase(reason === 'low_n' && n === null ? 'is_few' : `is_${reason}`, said.lang, {
    what: subject(measure, said),
    e: articleOf(measure.name, said.lang) === 'la' && measure.kind === 'share' ? 'e' : '',
    n: n === null ? '' : sizeText(n, said.unit, said.lang)
  })
}
