import type { About, CaveatText } from '../about.ts'
import type { Coverage } from '../time/coverage.ts'

/** A known issue that only some releases of a source have, as one release has it. */
export type ReleaseIssue = NonNullable<Coverage['issues']>[number]

/**
 * The description of a source as it is true of one release: of the caveats that only some releases have, those that its
 * coverage names, for the days that it says.
 */
export function aboutOfRelease(about: About, { issues = [] }: Pick<Coverage, 'issues'>): About {
  if (!about.caveats.some(({ of_some_releases }) => of_some_releases)) return about
  const caveats = about.caveats.flatMap((caveat): CaveatText[] => {
    if (!caveat.of_some_releases) return [caveat]
    const issue = issues.find(({ id }) => id === caveat.id)
    if (!issue) return []
    const { from, to } = issue
    return [{ ...caveat, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
  })
  return { ...about, caveats }
}
