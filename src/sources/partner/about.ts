import type { About } from '../../vocabulary/about.ts'
import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import { dimensionLabel, labelOf, unitLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { inEach, type LocalText, said, type Translated, textIn } from '../../vocabulary/labels/texts/texts.ts'
import { type Declaration, minCellOf } from './declaration.ts'

/** A partner's declaration as the about.json of a source. */
export function aboutOf(declaration: Declaration): About {
  const {
    id,
    name,
    description,
    licence,
    licence_url = null,
    citation,
    contact,
    url,
    tables,
    unit,
    language = 'en'
  } = declaration
  const min_cell = minCellOf(declaration)
  return {
    ...{
      id,
      title: name,
      publisher: name,
      description: described(description, contact, language),
      licence,
      licence_url
    },
    ...{
      attribution: name,
      citation,
      cadence: said('partner_cadence'),
      url
    },
    ...{ counting_rule: 'partner.v1', id_prefix: id, ids_hold: 'inside_release', only_when_named: true },
    disclosure: {
      policy: 'partner',
      note: said('partner_disclosure', { largest: min_cell - 1, min_cell }),
      min_cell
    },
    series: tables.map(({ series, title, decision_stage, dimensions, rates = [] }) => ({
      id: series,
      title: inLanguage(title, language),
      definition: tableDefinition(unit, decision_stage, dimensions),
      ...{ grain: 'count', addable: true, gives_way: false },
      year_basis: declaration.year_basis ?? 'calendar',
      totals_beside: [],
      rates: Object.fromEntries(rates.map(rate => [rate, {}])),
      declared: { decision_stage, dimensions }
    })),
    caveats: [
      {
        id: 'partner-own-records',
        text: said(unit === 'cases' ? 'partner_own_cases' : 'partner_own_decisions', { name }),
        scope: {},
        when: 'touches'
      }
    ]
  }
}

/** A partner's own text: as declared in every language, or in the one that the declaration names. */
const inLanguage = (text: LocalText, language: Language): LocalText =>
  typeof text === 'string' ? ({ [language]: text } as LocalText) : text

function described(description: LocalText, contact: string, language: Language): LocalText {
  const whole = said('partner_described', { description, contact })
  return typeof description === 'string' ? inLanguage(textIn(whole, language), language) : whole
}

/** What a declared table counts, in the words of the vocabulary. */
const tableDefinition = (
  unit: Declaration['unit'],
  stage: DecisionStage,
  dimensions: readonly string[]
): Translated =>
  inEach(lang => {
    const counted = unitLabel(unit, 2, lang)
    return said('partner_table', {
      unit: `${counted.charAt(0).toUpperCase()}${counted.slice(1)}`,
      stage: labelOf('decision_stage', stage, lang).toLowerCase(),
      dimensions: dimensions.map(name => dimensionLabel(name, lang)).join(', ')
    })[lang]
  })
