import { Type } from 'typebox'

const text = Type.String()
const exactly = { additionalProperties: false }

/** LocalText (texts.ts) as JSON: in every language, in one language alone, or words that are the same in all of them. */
export const Text = Type.Union([
  text,
  Type.Object({ en: text, es: text, fr: text }, exactly),
  Type.Object({ en: text }, exactly),
  Type.Object({ es: text }, exactly),
  Type.Object({ fr: text }, exactly)
])
