/** Why a case was removed for privacy. Closed; readers are told no more than this (docs/rules/removals.md §1). */
export const removalReasons = [
  'identifies_person',
  'danger',
  'sealed',
  'legal_order',
  'published_in_error'
] as const
export type RemovalReason = (typeof removalReasons)[number]

/** The reason for which rows of a removed record become none in later imports: one of those in `excluded_by_reason`. */
export const removedReason = 'removed'
