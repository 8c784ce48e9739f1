import type { CaveatText } from './about.ts'
import type { TwoForms } from './labels/texts/two-forms.ts'

/** A known issue of rows in an answer. Both of its texts are written in the language of the answer (http/envelope.ts). */
export interface CaveatNote extends TwoForms {
  /** Unique inside its source. */
  id: string
  /** null where the query causes the caveat, and no source. */
  source: string | null
}

/** A known issue in both forms. */
export const caveatForms = ({ text, plain = text }: Pick<CaveatText, 'text' | 'plain'>): TwoForms => ({
  text,
  plain
})

/** A known issue of a source, as a note on an answer. */
export const noteOf = (
  { id, ...forms }: Pick<CaveatText, 'id' | 'text' | 'plain'>,
  source: string
): CaveatNote => ({ id, source, ...caveatForms(forms) })
