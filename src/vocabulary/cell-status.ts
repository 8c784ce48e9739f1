import { Type } from 'typebox'
import meanings from './labels/meanings.json' with { type: 'json' }

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
  'left_out',
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

/** What each status means, in English. */
const definitions: Readonly<Record<CellStatus, { en: string }>> = meanings.statuses

export const CellStatus = Type.Enum(cellStatuses, {
  $id: 'CellStatus',
  type: 'string',
  description: cellStatuses.map(status => `${status}: ${definitions[status].en}`).join('\n')
})
