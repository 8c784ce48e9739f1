import { aggregateFrom } from '../../../vocabulary/countries/aggregate.ts'
import { countries, countryFromCode, countryFromName } from '../../../vocabulary/countries/country.ts'
import type { CountFact } from '../../../vocabulary/fact.ts'
import { type LocalText, said, type Translated } from '../../../vocabulary/labels/texts/texts.ts'
import type { CodeEntry, CodeList } from '../../source.ts'

/** What a published value of a dimension becomes. */
export type EurostatMeaning<value extends string = string> =
  | { value: value; label: string }
  /**
   * A total over the dimension, or over some of its values by a name that statistics know (`under_18`); `value` is then
   * the value of the subtotal.
   */
  | { total: string; value?: value; label: string }

export const eurostatSexCodes = {
  T: { total: 'sex', label: 'Total' },
  M: { value: 'male', label: 'Males' },
  F: { value: 'female', label: 'Females' },
  UNK: { value: 'UNK', label: 'Unknown' }
} as const satisfies Record<string, EurostatMeaning<NonNullable<CountFact['sex']>>>

export const ageCodes = {
  TOTAL: { total: 'age_group', label: 'Total' },
  Y_LT14: { value: '0-13', label: 'Less than 14 years' },
  'Y14-17': { value: '14-17', label: 'From 14 to 17 years' },
  // The sum of the two before it.
  Y_LT18: { total: 'under_18', value: '0-17', label: 'Less than 18 years' },
  'Y18-34': { value: '18-34', label: 'From 18 to 34 years' },
  'Y35-64': { value: '35-64', label: 'From 35 to 64 years' },
  Y_GE65: { value: '65+', label: '65 years or over' },
  UNK: { value: 'UNK', label: 'Unknown' }
} as const satisfies Record<string, EurostatMeaning<NonNullable<CountFact['age_group']>>>

/** The meaning of a code, or of the label that stands in its place. */
export function meaningOf<meaning extends EurostatMeaning>(
  codes: Record<string, meaning>,
  text: string,
  labelled: boolean
): { code: string; meaning: meaning } | undefined {
  const found = Object.entries(codes).find(([code, { label }]) => (labelled ? label : code) === text)
  return found && { code: found[0], meaning: found[1] }
}

/**
 * A country or an aggregate of reporting countries, the total over all countries, a group of countries that is not
 * imported, or undefined where it is unknown.
 */
export type EurostatPlace = { code: string; key: string } | 'total' | 'aggregate' | undefined

const groupCodes = /^((EXT_)?EU\d\d(_\d{4})?|(EXT_)?EU|EA(\d\d)?|EEA(\d\d)?(_\w+)?|EFTA|ASI|AFR|AME|OCE|EUR)$/
const groupLabels =
  /^(European (Union|Economic Area|Free Trade Association)\b|Euro area\b|Extra[- ]EU|Asia$|Africa$|America$|Oceania$|Europe$)/

/** The aggregate that Eurostat calls "Total" among reporting countries. */
const allReporters = 'EUROSTAT_TOTAL'

/** A reporting country or one of the aggregates of reporting countries that have a meaning of their own. */
export function eurostatReporter(text: string, labelled: boolean): EurostatPlace {
  const place = eurostatPlace(text, labelled)
  const code = place === 'total' ? allReporters : aggregateFrom(text, labelled)
  return code === undefined ? place : { code, key: code }
}

/**
 * A citizenship, a reporting country or a destination by Eurostat's codes, which are ISO 3166 but for EL, UK, XK and
 * groups, or by its labels. `key` distinguishes published values that have the same code of ours: UNK and RNC.
 */
export function eurostatPlace(text: string, labelled: boolean): EurostatPlace {
  if (text === (labelled ? 'Total' : 'TOTAL')) return 'total'
  if ((labelled ? groupLabels : groupCodes).test(text)) return 'aggregate'
  const code = labelled ? countryFromName('eurostat', text) : countryFromCode('eurostat', text)
  const isNonCitizen = text === 'RNC' || text === 'Recognised non-citizens'
  return code === undefined ? undefined : { code, key: isNonCitizen ? 'RNC' : code }
}

/** A code table as entries of a code list. */
export const eurostatEntries = (
  field: string,
  dimension: string,
  codes: Record<string, EurostatMeaning>,
  notes: Record<string, Translated> = {}
): CodeEntry[] =>
  Object.entries(codes).map(([code, meaning]) => {
    const note =
      notes[code] ?? ('total' in meaning ? said('total_over', { dimension: meaning.total }) : undefined)
    return {
      ...{ field, code, label: meaning.label, dimension, value: meaning.value ?? 'not_split' },
      ...(note === undefined ? {} : { note })
    }
  })

const place = (code: string, label: LocalText, value: string | null, note: Translated): CodeEntry => ({
  ...{ field: 'citizen', code, label, note },
  dimension: value === null ? null : 'nationality',
  value
})

/** The codes that all of these tables share, as lists of one source. */
export const sharedLists = (prefix: string): CodeList[] => [
  { scheme: `${prefix}-sex`, entries: eurostatEntries('sex', 'sex', eurostatSexCodes) },
  { scheme: `${prefix}-age`, entries: eurostatEntries('age', 'age_group', ageCodes) },
  {
    scheme: `${prefix}-citizen`,
    entries: [
      place('TOTAL', 'Total', 'not_split', said('total_over', { dimension: 'nationality' })),
      place('EL', 'Greece', 'GRC', said('iso_has', { code: 'GR' })),
      place('UK', 'United Kingdom', 'GBR', said('iso_has', { code: 'GB' })),
      place('XK', 'Kosovo', 'XKX', said('kosovo_status')),
      place('STLS', 'Stateless', 'XXA', said('stateless_persons')),
      place('UNK', 'Unknown', 'UNK', said('citizenship_unknown')),
      place('RNC', 'Recognised non-citizens', 'UNK', said('non_citizens_kept')),
      place('UK_OCT', 'British overseas countries and territories', 'OTHER', said('no_own_code')),
      place('EXT_EU27_2020', said('group_of_countries'), null, said('groups_excluded'))
    ]
  },
  {
    scheme: `${prefix}-geo`,
    entries: countries
      .filter(({ status }) => status === 'aggregate')
      .map(({ code, eurostat = 'TOTAL', names }) => ({
        ...{ field: 'geo', code: eurostat, label: names, dimension: 'country_of_asylum', value: code },
        note: said('reporters_together')
      }))
  }
]
