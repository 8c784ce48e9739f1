import plain from './plain.json' with { type: 'json' }
import {
  filledIn,
  inEach,
  inOneText,
  type LocalText,
  said,
  type TextName,
  type TextSlots,
  type Translated
} from './texts.ts'

/** A text as the API says it, and the same statement for readers who know no parameters, codes or addresses. */
export interface TwoForms<Text extends LocalText = LocalText> {
  text: Text
  plain: Text
}

/** What a slot takes: where it has two forms, each goes into its own. */
type TwoFormSlots = Readonly<Record<string, LocalText | number | TwoForms>>

const plainTemplates: Readonly<Partial<Record<TextName, Translated>>> = plain

const hasTwoForms = (slot: TwoFormSlots[string]): slot is TwoForms =>
  typeof slot === 'object' && Object.hasOwn(slot, 'plain')

/** A text of the catalogue in both forms, its slots filled. Where none is written in plain words, both are the same. */
export function inTwoForms(name: TextName, slots: TwoFormSlots = {}): TwoForms<Translated> {
  const of = (form: keyof TwoForms): TextSlots =>
    Object.fromEntries(
      Object.entries(slots).map(([slot, value]) => [slot, hasTwoForms(value) ? value[form] : value])
    )
  const written = plainTemplates[name]
  const own = of('plain')
  return {
    text: said(name, of('text')),
    plain: written === undefined ? said(name, own) : inEach(lang => filledIn(written[lang], own, lang))
  }
}

/** Texts one after the other, in both forms. */
export const twoFormsInOne = (texts: readonly TwoForms[], between = ' '): TwoForms<Translated> => ({
  text: inOneText(
    texts.map(({ text }) => text),
    between
  ),
  plain: inOneText(
    texts.map(each => each.plain),
    between
  )
})

/** A text that says the same to everybody. */
export const sameInBoth = <Text extends LocalText>(text: Text): TwoForms<Text> => ({ text, plain: text })
