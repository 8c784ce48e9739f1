import { useHere } from '../../here.ts'
import type { Word } from '../../words/words.ts'

/** Copies a text; hidden until a script can do so. */
export function CopyButton({ text, word }: { text: string; word: Word }) {
  const { say } = useHere()
  return (
    <button type="button" hidden data-copy={text} data-copied={say('copied')}>
      {say(word)}
    </button>
  )
}
