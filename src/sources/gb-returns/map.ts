import type { CountFact } from '../../vocabulary/fact.ts'
import { figureIn, figureTold } from '../publishers/home-office/figures.ts'
import {
  ages,
  labelled,
  labelReader,
  placeNamed,
  sexLabels,
  withoutNotes
} from '../publishers/home-office/labels.ts'
import type { HomeOfficeFigure } from '../publishers/home-office/table.ts'
import type { Mapped, RawRow, UnknownCode } from '../source.ts'
import { destinationGroups, returnGroups, returnSubtypes } from './codes.ts'

const ageOf = labelled(ages)
const sexOf = labelled(sexLabels)
const groupOf = labelled(returnGroups)
const subtypeOf = labelled<string>(returnSubtypes)
const sameCountryOf = labelled(destinationGroups)

/** A figure of returns by nationality (Ret_D01), which has only whether they were to the home country. */
export function mapByNationality(row: RawRow): Mapped {
  const { fields } = row.record as HomeOfficeFigure
  const { read, unknown } = labelReader(fields)
  return factOf(row, unknown, [fields.Nationality, fields['Return destination group']], {
    nationality: read('Nationality', placeNamed),
    same_country: read('Return destination group', sameCountryOf),
    return_type: read('Return type group', groupOf),
    return_subtype: read('Return type', subtypeOf),
    sex: read('Sex', sexOf),
    age_group: read('Age', ageOf)
  })
}

/** A figure of returns by destination (Ret_D02), which has no nationality. */
export function mapByDestination(row: RawRow): Mapped {
  const { fields } = row.record as HomeOfficeFigure
  const { read, unknown } = labelReader(fields)
  return factOf(row, unknown, [fields['Return destination']], {
    country_of_return: read('Return destination', placeNamed),
    return_type: read('Return type group', groupOf),
    return_subtype: read('Return type', subtypeOf)
  })
}

/** Returns are no decisions, so they have no stage; country_of_asylum is the country that people left. */
function factOf(
  row: RawRow,
  unknown: readonly UnknownCode[],
  labels: (string | undefined)[],
  dimensions: Partial<CountFact>
): Mapped {
  const found = figureIn(row, unknown, 'Number of returns', () => ({
    ...dimensions,
    unit: 'returns'
  }))
  if ('rejected' in found) return found
  const { fields } = row.record as HomeOfficeFigure
  const named = ['Return type group', 'Return type'].map(column => withoutNotes(fields[column] ?? ''))
  const told = {
    outcome: 'not_split',
    unit: 'returns',
    source_code: named.join(' / '),
    source_label: labels.map(label => withoutNotes(label ?? '')).join(', to ')
  } as const
  return { facts: [figureTold(found.figure, told, dimensions)] }
}
