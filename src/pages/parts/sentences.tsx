import { Fragment } from 'preact'
import { useHere } from '../here.ts'
import { pieces, type Say, type Word } from '../words/words.ts'

/** A sentence of a page: a word with what its slots take, and which of these are set off. */
export interface Sentence {
  word: Word
  slots: Readonly<Record<string, string>>
  /** `b`: a figure that the sentence is about; `u`: the count that a claim rests on. */
  marks?: Readonly<Record<string, 'b' | 'u'>>
}

/** Sentences one after another, without their marks: for descriptions and for pictures. */
export const plainText = (sentences: readonly Sentence[], say: Say): string =>
  sentences.map(({ word, slots }) => say(word, slots)).join(' ')

/** Sentences one after another, with their marks. */
export function Sentences({ sentences }: { sentences: readonly Sentence[] }) {
  const { lang } = useHere()
  return (
    <>
      {sentences.map(({ word, slots, marks = {} }, at) => (
        <Fragment key={`${at} ${word}`}>
          {at > 0 && ' '}
          {pieces(word, lang).map((piece, index) =>
            index % 2 === 0 ? piece : <Marked key={piece} text={slots[piece] ?? ''} mark={marks[piece]} />
          )}
        </Fragment>
      ))}
    </>
  )
}

function Marked({ text, mark }: { text: string; mark: 'b' | 'u' | undefined }) {
  if (mark === 'b') return <b>{text}</b>
  return mark === 'u' ? <span class="u">{text}</span> : <Fragment>{text}</Fragment>
}
