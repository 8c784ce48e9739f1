import type { Unit } from '../unit.ts'
import { unitLabel } from './labels.ts'
import meanings from './meanings.json' with { type: 'json' }
import { inEach, type Translated } from './texts/texts.ts'

const nouns = meanings.nouns

/** A number with what is counted, in the form that each language gives it: `2 returns`. */
export const numberOf = (n: number, what: Unit | keyof typeof nouns): Translated =>
  inEach(lang => {
    const number = new Intl.NumberFormat(lang, { useGrouping: 'min2' }).format(n)
    if (!Object.hasOwn(nouns, what)) return `${number} ${unitLabel(what, n, lang)}`
    const { one, other } = nouns[what as keyof typeof nouns][lang]
    return `${number} ${new Intl.PluralRules(lang).select(n) === 'one' ? one : other}`
  })
