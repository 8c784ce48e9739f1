import type { Static } from 'typebox'
import type { SourceNote } from '../../schemas/envelope.ts'
import { useHere } from '../here.ts'

/** Whose figures they are: publisher, edition, when it was retrieved, licence. One line a release. */
export function WhoseFigures({ sources }: { sources: readonly Static<typeof SourceNote>[] }) {
  const { say, link } = useHere()
  return (
    <p class="whose">
      {say('whose')}{' '}
      {sources.map((note, index) => (
        <span key={`${note.source} ${note.release}`}>
          {index > 0 && '; '}
          <a href={link(`/sources/${note.source}`)}>{note.title}</a>
          {', '}
          {note.publisher}
          {', '}
          {say('edition', { release: note.release })}
          {note.retrieved_on !== null && `, ${say('retrieved_on', { day: note.retrieved_on })}`}
          {`, ${note.licence}`}
        </span>
      ))}
    </p>
  )
}
