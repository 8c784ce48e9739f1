import type { CaveatText } from './about.ts'
import type { LocalText } from './labels/texts/texts.ts'

/** A known issue of rows in an answer. */
export interface CaveatNote {
  /** Unique inside its source. */
  id: string
  /** null where the query causes the caveat, and no source. */
  source: string | null
  /** Written in the language of the answer (http/envelope.ts). */
  text: LocalText
}

/** A known issue of a source, as a note on an answer. */
export const noteOf = ({ id, text }: Pick<CaveatText, 'id' | 'text'>, source: string): CaveatNote => ({
  id,
  source,
  text
})
