import { withoutOptions } from '../../../asking/addresses.ts'
import type { Statistics } from '../../../asking/answers.ts'
import { useHere } from '../../../here.ts'
import { pieces } from '../../../words/words.ts'
import type { Asked } from '../asked.ts'

/**
 * What `client/since.ts` fills and shows where the browser kept another edition of this question. Nothing of a page that names
 * its edition or its day: it stays what it is.
 */
export function LookedBefore({ asked: { query }, main }: { asked: Asked; main: Statistics }) {
  const { say, lang, link, own } = useHere()
  const [note, ...others] = main.meta.sources
  const isPinned = query.release !== undefined || query.as_of !== undefined
  if (note === undefined || others.length > 0 || isPinned) return null
  const question = withoutOptions(main.links.canonical, ['release'])
  const [before = '', , after = ''] = pieces('since_looked', lang)
  return (
    <p class="care" data-question={question} data-release={note.release} hidden>
      {before}
      <b />
      {after} <a href={link(own.path, own.query)}>{say('since_see')}</a>
    </p>
  )
}
