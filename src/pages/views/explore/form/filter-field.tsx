import { capitalised } from '../../../../formats/wording/phrases.ts'
import { countryByCode } from '../../../../vocabulary/countries/country.ts'
import { dimensionLabel, labelOf } from '../../../../vocabulary/labels/labels.ts'
import type { AnswerOf } from '../../../asking/answers.ts'
import { useHere } from '../../../here.ts'
import { useCombobox } from '../../../parts/combobox.ts'

type Kind = AnswerOf<'/v1/dimensions'>['data'][number]['kind']

interface FilterProps {
  name: string
  kind: Kind
  /** Of a closed list. */
  values: readonly string[] | null
  given: string | undefined
  className?: string
}

/** A field of one filter: a list where its words are closed, a name where it is a country, else its code. */
export function FilterField({ name, kind, values, given = '', className }: FilterProps) {
  const { lang, say } = useHere()
  const combobox = useCombobox('country')
  const label = capitalised(dimensionLabel(name, lang), lang)
  if (kind === 'boolean' || values !== null)
    return (
      <label class={className}>
        {label}
        <select name={name}>
          <option value="">{say('ask_any')}</option>
          {[...new Set([...(values ?? ['true', 'false']), ...(given === '' ? [] : [given])])].map(word => (
            <option key={word} value={word} selected={word === given}>
              {word
                .split(',')
                .map(each => capitalised(labelOf(name, each, lang), lang))
                .join(', ')}
            </option>
          ))}
        </select>
      </label>
    )
  return (
    <label>
      {label}
      <input
        name={name}
        value={kind === 'country' ? nameOf(given, lang) : given}
        autocomplete="off"
        {...(kind === 'country' ? combobox : {})}
      />
    </label>
  )
}

/** The name of a country, which the page takes back for its code; a code that is no country, or several, as they are. */
function nameOf(given: string, lang: Parameters<typeof labelOf>[2]): string {
  const country = countryByCode(given)
  return country?.status === 'current' ? country.names[lang] : given
}
