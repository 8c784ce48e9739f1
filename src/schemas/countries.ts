import { Type } from 'typebox'
import { countryStatuses } from '../vocabulary/countries/country.ts'
import { exactly } from './envelope.ts'
import { orNull, ref } from './reference.ts'

const text = Type.String()
const textOrNull = orNull(text)
const texts = Type.Array(text)

export const CountrySchema = exactly(
  {
    code: Type.String({
      description:
        'ISO 3166-1 alpha-3; 3166-3 alpha-3 for a state that was dissolved; a special value; or a publisher’s aggregate of reporting countries.'
    }),
    status: Type.Enum(countryStatuses, { type: 'string' }),
    name_en: text,
    name_es: text,
    name_fr: text,
    iso2: textOrNull,
    m49: textOrNull,
    unhcr: textOrNull,
    eurostat: textOrNull,
    eoir: texts,
    aliases: texts,
    former_iso2: texts,
    former_iso3: texts,
    valid_from: textOrNull,
    valid_to: textOrNull,
    successors: Type.Array(text, { description: 'Information only: nothing is counted for a successor.' }),
    members: Type.Array(text, { description: 'Of an aggregate: the countries that its figures are of.' }),
    note: textOrNull
  },
  { $id: 'Country' }
)

export const CountryResolutionSchema = exactly(
  {
    match: orNull(ref(CountrySchema)),
    candidates: Type.Array(ref(CountrySchema), { description: 'Where it can mean several.' }),
    did_you_mean: Type.Array(ref(CountrySchema), { description: 'Where it means none; never for data.' }),
    note: textOrNull
  },
  { $id: 'CountryResolution' }
)

export const countryExample = {
  code: 'RUS',
  status: 'current',
  name_en: 'Russia',
  name_es: 'Rusia',
  name_fr: 'Russie',
  iso2: 'RU',
  m49: '643',
  unhcr: 'RUS',
  eurostat: 'RU',
  eoir: ['RU'],
  aliases: ['Russian Federation'],
  former_iso2: [],
  former_iso3: [],
  valid_from: null,
  valid_to: null,
  successors: [],
  members: [],
  note: null
}
