import { type Static, Type } from 'typebox'
import { Text } from '../labels/texts/text-schema.ts'
import { inOneText, type LocalText, said } from '../labels/texts/texts.ts'
import type { Coverage } from '../time/coverage.ts'

const Day = Type.String({ format: 'date' })
const Days = Type.Object({ from: Day, to: Day }, { additionalProperties: false })

/**
 * A release that its publisher took back. It is recognised by its days: the first and the last day of its records lie
 * in these spans, inclusive. `reason` is shown to users, `url` is the publisher's statement.
 */
export const TakenBack = Type.Object(
  { series: Type.String(), first_day: Days, last_day: Days, reason: Text, url: Type.String() },
  { additionalProperties: false }
)
export type TakenBack = Static<typeof TakenBack>

/** The properties that decide whether a release was taken back. Starter and synthetic releases never are. */
interface Known {
  series: string
  starter: boolean
  synthetic: boolean
  coverage: Pick<Coverage, 'from' | 'to'>
}

/** Why a release is withdrawn on import, as a text for users; undefined where it was not taken back. */
export function whyTakenBack(
  list: readonly TakenBack[] = [],
  { series, starter, synthetic, coverage }: Known
): LocalText | undefined {
  if (starter || synthetic) return undefined
  const isIn = (day: string, { from, to }: Static<typeof Days>) => from <= day && day <= to
  const found = list.find(
    each => each.series === series && isIn(coverage.from, each.first_day) && isIn(coverage.to, each.last_day)
  )
  return found && inOneText([found.reason, said('see_address', { url: found.url })])
}
