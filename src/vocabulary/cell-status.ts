import { Type } from 'typebox'

/**
 * The status of a number, or of its absence, the same for all sources (docs/rules/domain.md §7.1). null, 0 and
 * suppressed are three different things.
 */
export const cellStatuses = [
  'ok',
  'suppressed',
  'not_applicable',
  'not_reported',
  'provisional',
  'rounded',
  'low_n',
  'partial',
  'one_sided',
  'break',
  'aggregate'
] as const
export type CellStatus = (typeof cellStatuses)[number]

/** Statuses of which sums are made. A sum over a cell of any other status is null, with that status as its flag. */
export const addableStatuses = [
  'ok',
  'rounded',
  'provisional',
  'break'
] as const satisfies readonly CellStatus[]

/** What each status means. */
export const cellStatusDefinitions = {
  ok: 'The number as published, or an exact count of records.',
  suppressed: 'Withheld by the publisher, or by the disclosure rule of the source. It is not zero.',
  not_applicable: 'The number cannot exist here.',
  not_reported: 'The publisher reports nothing here. It is not zero.',
  provisional: 'The publisher says that the number may still change.',
  rounded: 'Rounded by the publisher, so sums carry an error.',
  low_n: 'Too few decisions for a rate that means anything.',
  partial:
    'A lower bound, or a share of those that reported: meta.missing lists what the release does not report.',
  one_sided: 'Its reporters published a thousand decisions or more in the period and not one rejection.',
  break:
    'The series breaks here: what is counted, or how, differs from the period before (OBS_STATUS B of SDMX). meta.breaks says what.',
  aggregate:
    'The publisher’s own figure for a group of countries, which meta.stand_ins names, in the place of countries that do not all tell theirs.'
} as const satisfies Record<CellStatus, string>

export const CellStatus = Type.Enum(cellStatuses, {
  $id: 'CellStatus',
  type: 'string',
  description: cellStatuses.map(status => `${status}: ${cellStatusDefinitions[status]}`).join('\n')
})
