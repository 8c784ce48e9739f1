import { measureLabel, measureSubject, rateDefinition, unitLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import type { SubjectName } from '../../vocabulary/measures/subject.ts'
import type { MissingNote } from '../../vocabulary/results/missing-note.ts'
import type { ResultColumn, ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { units } from '../../vocabulary/unit.ts'
import { breakClause } from './breaks.ts'
import { withItsArticle } from './country-forms.ts'
import { headNoun, headText, makeupText, outcomeHead } from './makeup.ts'
import { levelsText, untoldFor, untoldIn, untoldParts, untoldText } from './missing.ts'
import { numberText, type Phrase, percentText, phrase } from './phrases.ts'
import { areRefusals, refusalNoun, returnPhrase } from './returns/returns.ts'
import { cutDays } from './when.ts'

const counted: readonly string[] = units
/** The phrase that joins a unit with the nationality. */
const whose: Readonly<Record<string, Phrase>> = {
  decisions: 'decisions_whose',
  applications: 'applications_whose',
  persons: 'persons_whose'
}

/** The phrases of events by subject and unit, where the unit does not name the event. */
const eventsOf: Partial<Record<SubjectName, Readonly<Record<string, Phrase>>>> = {
  returns: { persons: 'returned_persons' },
  applications: { persons: 'applied_persons', cases: 'applied_cases' }
}

/** Whose figures the first clause says they are: `of Russia`, and of returns `from the United Kingdom`. */
export interface Whose {
  nation: string | undefined
  place: string | undefined
}

/** The clauses of a row, one for each measure: the first count, the first rate and the first duration. */
export function clausesOf(
  figures: ResultTable,
  row: ResultRow,
  { nation, place }: Whose,
  lang: Language
): string[] {
  const { unit, about } = figures
  const missing = untoldIn(figures, row)
  // A sentence names the part of a period that it is about, so that nothing of it need be missing.
  const is_part = cutDays(figures, row) === undefined || figures.is_part_of_places === true
  const said = new Set<string>()
  const spoken = spokenOf(figures.measures)
  const clauses = spoken.map((measure, i) => {
    // Nationality and place are only in the first clause, and what is missing is said once.
    const clause = {
      unit,
      about,
      nation: i === 0 ? nation : undefined,
      place: i === 0 ? place : undefined,
      lang,
      figures,
      missing,
      is_part,
      said
    }
    return clauseOf(measure, row, clause)
  })
  const breaks = spoken.flatMap(({ name }) => breakClause(figures, row, name, lang) ?? [])
  return [...clauses, ...new Set(breaks)]
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

interface Said extends Whose {
  unit: string | null
  about: SubjectName
  lang: Language
  figures: ResultTable
  /** What the release does not tell of the row. */
  missing: readonly MissingNote[]
  /** Whether a figure flagged partial of which nothing is named is one of a part of its period or place. */
  is_part: boolean
  /** What was said to be missing before. */
  said: Set<string>
}

function clauseOf(measure: ResultColumn, row: ResultRow, said: Said): string {
  const value = row.numbers[measure.name] ?? null
  const flags = row.flags[measure.name] ?? []
  if (value === null) return withoutNumber(measure, row, flags, said)
  const marks = [
    ...(flags.includes('aggregate') && row.stands_for ? [aggregateMark(row.stands_for, said.lang)] : []),
    ...(['rounded', 'provisional', 'one_sided', 'left_out'] as const)
      .filter(status => flags.includes(status))
      .map(status => phrase(`with_${status}`, said.lang))
  ]
  const missing = flags.includes('partial') ? lackingText(measure, row, said) : undefined
  const is_least = missing !== undefined && measure.kind === 'count'
  return `${clauseWithValue(measure, value, row, said, is_least)}${marks.join('')}${withoutMark(missing, said)}`
}

const aggregateMark = (code: string, lang: Language): string =>
  phrase('with_aggregate', lang, { place: withItsArticle(code, lang) })

/** What a figure is without, in brackets, where it was not said before. */
function withoutMark(missing: string | undefined, { said, lang }: Said): string {
  if (missing === undefined || said.has(missing)) return ''
  said.add(missing)
  return missing === '' ? phrase('with_partial', lang) : phrase('without', lang, { what: missing })
}

/** What a partial figure is without, empty where that is not known; undefined where the sentence names all its days. */
function lackingText({ name }: ResultColumn, row: ResultRow, said: Said): string | undefined {
  const notes = untoldFor(said.missing, name)
  if (notes.length > 0) return untoldText(notes, said.lang, { figures: said.figures, row })
  return said.is_part ? '' : undefined
}

function clauseWithValue(
  measure: ResultColumn,
  value: number,
  row: ResultRow,
  said: Said,
  is_least: boolean
): string {
  const least = (n: string): string => (is_least ? phrase('at_least', said.lang, { n }) : n)
  const { lang, unit } = said
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
    return phrase(is_least ? 'value_is_least' : 'value_is', lang, {
      what: ofNationals(measureSubject(name, lang), 'cases_whose', said),
      value: numberText(value, lang)
    })
  const { happened, isEvent } = eventText(name, value, least, row, said)
  const text = phrase(value === 1 && !isEvent ? 'there_is' : 'there_are', lang, { what: happened })
  return `${text}${makeupText(said.figures, row, name, lang)}`
}

/**
 * What happened, with its number. Persons, cases and applications do not name the event: "4,239 persons" alone does not
 * mention decisions.
 */
function eventText(
  unit: string,
  value: number,
  least: (n: string) => string,
  row: ResultRow,
  said: Said
): { happened: string; isEvent: boolean } {
  const { lang, about, figures } = said
  const head = about === 'decisions' ? outcomeHead(figures, [row]) : undefined
  const refusals = areRefusals(figures, [row])
  const noun =
    refusals && unit === 'returns'
      ? refusalNoun(value, lang)
      : head && unit === 'decisions'
        ? headNoun(head, value, lang)
        : undefined
  const size = noun === undefined ? sizeText(value, unit, lang) : `${numberText(value, lang)} ${noun}`
  const template = noun === undefined ? (whose[unit] ?? 'cases_whose') : 'closures_whose'
  const things = ofNationals(least(size), template, said, value)
  const own = eventsOf[about]?.[unit]
  const event =
    refusals && unit === 'persons'
      ? returnPhrase('of_units', lang, { types: refusalNoun(2, lang), n: things })
      : own
        ? phrase(own, lang, { what: things })
        : head && headText(head, unit, things, lang)
  return { happened: event ?? things, isEvent: event !== undefined }
}

/** A number with its unit; without it where the unit is not stated. */
const sizeText = (n: number, unit: string | null, lang: Language): string =>
  unit === null || unit === 'not_stated'
    ? numberText(n, lang)
    : `${numberText(n, lang)} ${unitLabel(unit, n, lang)}`

/** What is counted, with whose it is; of `n` a participle agrees with its number. */
function ofNationals(what: string, template: Phrase, { nation, place, lang }: Said, n = 2): string {
  const isOne = new Intl.PluralRules(lang).select(n) === 'one'
  const ends: Record<string, string> = isOne ? {} : { s: 's', es: 'es' }
  const theirs = nation === undefined ? what : phrase(template, lang, { what, of_country: nation, ...ends })
  return place === undefined ? theirs : `${theirs} ${place}`
}

/** A measure as the subject of its clause. */
function subject({ name, kind }: ResultColumn, said: Said): string {
  const { lang } = said
  if (kind === 'share')
    return ofNationals(`${articleOf(name, lang)} ${measureLabel(name, lang)}`, 'rate_whose', said)
  if (!isThings(name)) return ofNationals(measureSubject(name, lang), 'cases_whose', said)
  const isRefusal = name === 'returns' && areRefusals(said.figures, said.figures.rows.slice(0, 1))
  const what = isRefusal
    ? ofNationals(refusalNoun(2, lang), 'closures_whose', said)
    : ofNationals(unitLabel(name, 2, lang), whose[name] ?? 'cases_whose', said)
  return phrase('number_of', lang, { what })
}

/** The article of a rate. In Spanish all names of rates are feminine; in French only those with "part" are. */
const articleOf = (name: string, lang: Language): string =>
  lang === 'en' ? 'the' : lang === 'es' || measureLabel(name, lang).startsWith('part') ? 'la' : 'le'

/** Whether a participle after the French subject is feminine: that of a share, a median or a wait. */
const isFeminine = (subject: string): boolean => /^la |^l’attente /.test(subject)

/** The clause of a missing number, with the most specific of its statuses. */
function withoutNumber(measure: ResultColumn, row: ResultRow, flags: readonly string[], said: Said): string {
  const reasons = ['suppressed', 'low_n', 'not_applicable', 'not_reported'] as const
  const reason = reasons.find(each => flags.includes(each)) ?? 'not_reported'
  const n = measure.rate ? (row.numbers[measure.rate.n] ?? null) : null
  const what = subject(measure, said)
  const e = said.lang === 'fr' && isFeminine(what) ? 'e' : ''
  const untold = reason === 'not_reported' ? untoldFor(said.missing, measure.name) : []
  const parts = untoldParts(untold)
  if (untold.length > 0 && measure.kind === 'share') {
    const missing = untoldText(parts.length > 0 ? parts : untold, said.lang, { figures: said.figures, row })
    return phrase(said.said.has(missing) ? 'is_untold_too' : 'is_untold', said.lang, { what, e, missing })
  }
  const clause = phrase(reason === 'low_n' && n === null ? 'is_few' : `is_${reason}`, said.lang, {
    what,
    e,
    n: n === null ? '' : sizeText(n, said.unit, said.lang)
  })
  return `${clause}${levelsText(untold, 'under_level', said.lang)}`
}
