import type { Authority } from '../authority.ts'
import type { CellStatus } from '../cell-status.ts'
import type {
  ageGroups,
  applicantHistories,
  applicantTypes,
  applicationTypes,
  caseOutcomeKinds,
  caseStatuses,
  certainties,
  claimTypes,
  custodies,
  destinationBases,
  returnTypes,
  screeningTypes,
  sexes,
  waitingPlaces,
  waitingTimes
} from '../closed-lists.ts'
import { countryByCode } from '../countries/country.ts'
import { builtInGroups } from '../countries/groups/country-group.ts'
import { stageDefinitions } from '../decision-stage.ts'
import type {
  DurationCount,
  DurationEvent,
  DurationMeasure,
  pendingStatistics
} from '../measures/case-statistics.ts'
import { type Dimension, dimensions, isCountryGroup } from '../measures/dimension.ts'
import type { Measure, RateName } from '../measures/measure.ts'
import type { AppealedBy, Effect, Outcome, OutcomeGroup } from '../outcome.ts'
import type { DifferenceSplit, RecordDifference } from '../release/difference.ts'
import type { YearBasis } from '../time/period.ts'
import type { Grain, Unit } from '../unit.ts'
// Labels for each word of the vocabulary in the field's own terms: those of UNHCR's glossaries, Eurostat's metadata and
// EOIR's court forms in each language.
import texts from './labels.json' with { type: 'json' }
import type { Language } from './language.ts'
import { inEach, type Translated } from './texts/texts.ts'

type Label = Readonly<Record<Language, string>>
type CaseMeasure = keyof (typeof pendingStatistics)['measures'] | DurationMeasure | DurationCount
type Labels = Readonly<Record<string, Label>>

/** Labels of missing values (unknown, not split, none) and of true and false: the same in every dimension. */
const general = texts.general
type General = keyof typeof general
/** The words of a list that need a label of their own: a missing label does not compile. */
type Own<List extends readonly string[]> = Record<Exclude<List[number], General>, Label>

const outcome = texts.outcome satisfies Record<Exclude<Outcome, General>, Label>

const words: Readonly<Record<string, Labels>> = {
  decision_stage: Object.fromEntries(Object.entries(stageDefinitions).map(([id, { label }]) => [id, label])),
  authority: texts.authority satisfies Record<Authority, Label>,
  application_type: texts.application_type satisfies Own<typeof applicationTypes>,
  screening_type: texts.screening_type satisfies Own<typeof screeningTypes>,
  case_status: texts.case_status satisfies Own<typeof caseStatuses>,
  case_outcome: outcome,
  case_outcome_kind: texts.case_outcome_kind satisfies Own<typeof caseOutcomeKinds>,
  waiting_at: texts.waiting_at satisfies Own<typeof waitingPlaces>,
  event: texts.event satisfies Record<DurationEvent, Label>,
  waiting_time: texts.waiting_time satisfies Own<typeof waitingTimes>,
  outcome,
  outcome_group: texts.outcome_group satisfies Record<Exclude<OutcomeGroup, General>, Label>,
  effect: texts.effect satisfies Record<Exclude<Effect, General>, Label>,
  appealed_by: texts.appealed_by satisfies Record<Exclude<AppealedBy, General>, Label>,
  claim_type: texts.claim_type satisfies Own<typeof claimTypes>,
  return_type: texts.return_type satisfies Own<typeof returnTypes>,
  custody: texts.custody satisfies Own<typeof custodies>,
  sex: texts.sex satisfies Own<typeof sexes>,
  age_group: texts.age_group satisfies Own<typeof ageGroups>,
  applicant_type: texts.applicant_type satisfies Own<typeof applicantTypes>,
  difference: texts.difference satisfies Record<RecordDifference, Label>,
  record: texts.record satisfies Record<Grain, Label>,
  by: texts.by satisfies Record<DifferenceSplit, Label>,
  applicant_history: texts.applicant_history satisfies Own<typeof applicantHistories>,
  certainty: texts.certainty satisfies Own<typeof certainties>,
  country_of_return_basis: texts.country_of_return_basis satisfies Own<typeof destinationBases>
}
/** The ends of a link of pathways: the filing, a stage, or the status of the case. */
const ends = { ...texts.pathway, ...words.decision_stage, ...words.case_status }
const labels: Readonly<Record<string, Labels>> = { ...words, from: ends, to: ends }

const dimensionLabels = texts.dimensions satisfies Record<Dimension | 'event' | 'from' | 'to', Label>
const measureLabels = texts.measures satisfies Record<Measure | CaseMeasure, Label>
const measureSubjects: Labels = texts.measure_subjects
const rateDefinitions = texts.definitions satisfies Record<RateName, Label>
const unitLabels = texts.units satisfies Record<
  Unit,
  Readonly<Record<Language, { one: string; other: string }>>
>
const statusLabels = texts.statuses satisfies Record<CellStatus, Label>
const yearBasisLabels = texts.year_bases satisfies Record<YearBasis, Label>

const find = (among: Labels, word: string, lang: Language): string | undefined =>
  Object.hasOwn(among, word) ? among[word]?.[lang] : undefined

/** Names of groups of countries: an answer has those that it is about, an operator's own lists among them. */
export type GroupNames = readonly { id: string; names: Label }[]

/**
 * The label of a dimension's value. A source's own code, or a word of no list, is returned unchanged. `groups`: the
 * groups of countries of the answer; those that are built in need none.
 */
export function labelOf(dimension: string, word: string, lang: Language, groups: GroupNames = []): string {
  if (isCountry(dimension)) return countryByCode(word)?.names[lang] ?? find(general, word, lang) ?? word
  if (isCountryGroup(dimension)) {
    const group = [...builtInGroups, ...groups].find(({ id }) => id === word)
    return group?.names[lang] ?? find(general, word, lang) ?? word
  }
  return find(labels[dimension] ?? {}, word, lang) ?? find(general, word, lang) ?? word
}

/** Whether the values of a column are words of a list that has labels. */
export const hasWords = (name: string): boolean =>
  Object.hasOwn(labels, name) ||
  (Object.hasOwn(dimensions, name) && dimensions[name as Dimension].kind === 'boolean')

/** Whether the values of a dimension are countries. */
export const isCountry = (dimension: string): boolean =>
  Object.hasOwn(dimensions, dimension) && dimensions[dimension as Dimension].kind === 'country'

/** The name of a dimension as it stands inside a sentence: `country of return`. */
export const dimensionLabel = (name: string, lang: Language): string =>
  find(dimensionLabels, name, lang) ?? name

/** The same in every language. */
export const dimensionText = (name: string): Translated => inEach(lang => dimensionLabel(name, lang))

/** The name of a measure as it stands inside a sentence: `median wait in days`. */
export const measureLabel = (name: string, lang: Language): string => find(measureLabels, name, lang) ?? name

/** A measure that is no rate as the subject of a sentence, with its article: `the median wait in days`. */
export const measureSubject = (name: string, lang: Language): string =>
  find(measureSubjects, name, lang) ?? measureLabel(name, lang)

/** The definition of a rate; undefined for a measure that is no rate. */
export const rateDefinition = (name: string, lang: Language): string | undefined =>
  find(rateDefinitions, name, lang)

/** A unit with its number: `case` for one, `cases` for three. */
export function unitLabel(unit: string, n: number, lang: Language): string {
  if (!Object.hasOwn(unitLabels, unit)) return unit
  const { one, other } = unitLabels[unit as Unit][lang]
  return new Intl.PluralRules(lang).select(n) === 'one' ? one : other
}

/** The label of a cell status: `withheld`. */
export const statusLabel = (status: string, lang: Language): string =>
  find(statusLabels, status, lang) ?? status

export const yearBasisLabel = (basis: YearBasis, lang: Language): string => yearBasisLabels[basis][lang]
