import { namedIn, type SetCards, type Sources, sourcesThat } from '../../snapshot/considered.ts'
import { holdsSubject } from '../../snapshot/known/known-sources.ts'
import type { About } from '../../vocabulary/about.ts'
import type { Subject } from '../kinds/subject.ts'
import { answering } from './choose.ts'

/** The parameters that choose tables. */
interface Choosing {
  source?: string | readonly string[]
  series?: string | readonly string[]
  cursor?: string
}

/**
 * The sources that decide the answer to a question about a subject: the named ones, else all that have the subject, or
 * could, since a refusal names these too. All sources where a series or a cursor may be of any.
 */
export function sourcesAsked(
  subject: Pick<Subject, 'table' | 'figures'>,
  { source, series, cursor }: Choosing,
  set: SetCards
): Sources {
  if (cursor !== undefined) return undefined
  if (source !== undefined) return namedIn(set, [source].flat())
  if (series !== undefined) return undefined
  const could = (about: About): boolean => about.series.some(each => holdsSubject(each, subject))
  return sourcesThat(set, release => answering(subject as Subject, release) !== undefined, could)
}
