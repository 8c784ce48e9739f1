import type { DecisionStage } from '../decision-stage.ts'
import type { DurationMeasure, pendingStatistics } from '../measures/case-statistics.ts'
import type { Dimension } from '../measures/dimension.ts'
import type { RateName } from '../measures/measure.ts'
import { type Unit, units } from '../unit.ts'
// The definitions of the vocabulary in the other languages. The English one stands where the word is defined.
import translations from './definitions.json' with { type: 'json' }
import type { Language } from './language.ts'
import { unitMeaning } from './meanings.ts'

type Translation = Readonly<Record<Exclude<Language, 'en'>, string>>
type PendingMeasure = keyof (typeof pendingStatistics)['measures']

const dimensions = translations.dimensions satisfies Record<Dimension, Translation>
const measures = translations.measures satisfies Record<
  RateName | PendingMeasure | DurationMeasure | 'published_total',
  Translation
>
const stages = translations.decision_stages satisfies Record<DecisionStage, Translation>

/** What is defined: its name, and its definition in English. */
interface Defined<Name extends string> {
  name: Name
  definition: string
}

const inLanguage = <Name extends string>(
  { name, definition }: Defined<Name>,
  among: Readonly<Record<Name, Translation>>,
  lang: Language
): string => (lang === 'en' ? definition : among[name][lang])

/** What a dimension tells. */
export const dimensionDefinition = (defined: Defined<keyof typeof dimensions>, lang: Language): string =>
  inLanguage(defined, dimensions, lang)

/** What a measure counts, or is a part of. */
export function measureDefinition(
  { name, definition }: Defined<keyof typeof measures | Unit>,
  lang: Language
): string {
  const unit = units.find(each => each === name)
  return unit === undefined
    ? inLanguage({ name: name as keyof typeof measures, definition }, measures, lang)
    : unitMeaning(unit, lang)
}

/** What is decided at a stage. */
export const stageDefinition = (defined: Defined<DecisionStage>, lang: Language): string =>
  inLanguage(defined, stages, lang)
