import type { About } from '../../vocabulary/about.ts'
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
    unit
  } = declaration
  const min_cell = minCellOf(declaration)
  return {
    ...{
      id,
      title: name,
      publisher: name,
      description: `${description} Contact: ${contact}`,
      licence,
      licence_url
    },
    ...{
      attribution: name,
      citation,
      cadence: 'When the publisher declares a new edition; one is kept at a time',
      url
    },
    ...{ counting_rule: 'partner.v1', id_prefix: id, ids_hold: 'inside_release', only_when_named: true },
    disclosure: {
      policy: 'partner',
      note:
        `Made of private records, of which none is kept. The tables were withheld from once, together: a number from 1 to ${min_cell - 1} ` +
        `is withheld, and so many others that nobody can tell it from none or from ${min_cell}, nor any withheld number ` +
        'more closely than that. Zeros are published. Only the declared tables can be asked.',
      min_cell
    },
    series: tables.map(({ series, title, decision_stage, dimensions, rates = [] }) => ({
      id: series,
      title,
      definition: `${unit} at ${decision_stage} by ${dimensions.join(', ')}.`,
      ...{ grain: 'count', addable: true, gives_way: false },
      year_basis: declaration.year_basis ?? 'calendar',
      totals_beside: [],
      rates: Object.fromEntries(rates.map(rate => [rate, {}])),
      declared: { decision_stage, dimensions }
    })),
    caveats: [
      {
        id: 'partner-own-records',
        text: `Records of ${name} alone: they are no sample of all ${unit}, and say nothing about how often something happens elsewhere.`,
        scope: {},
        when: 'touches'
      }
    ]
  }
}
