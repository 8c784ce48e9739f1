import { useHere } from '../here.ts'
import { useCombobox } from './combobox.ts'

/** What a form hands on so that its answer is in the language of the page. Nothing in English, which no address names. */
export function LangField() {
  const { lang } = useHere()
  return lang === 'en' ? null : <input type="hidden" name="lang" value={lang} />
}

interface NameFormProps {
  action: '/search' | '/returns' | '/nationalities'
  /** The parameter that takes what is typed. */
  name: 'q' | 'country'
  label: string
  submit: string
  given?: string
  required?: boolean
}

/** A form of one field, for a name in any language: the server reads it, and a script lists what can be meant. */
export function NameForm({ action, name, label, submit, given = '', required = false }: NameFormProps) {
  const combobox = useCombobox(name === 'q' ? 'search' : 'country')
  return (
    <form action={action} class="ask">
      <label>
        {label}
        <input {...{ name, required }} type="search" value={given} autocomplete="off" {...combobox} />
      </label>
      <LangField />
      <button type="submit" class="go">
        {submit}
      </button>
    </form>
  )
}

/** The search in the page itself. */
export function SearchForm({ text = '' }: { text?: string }) {
  const { say } = useHere()
  return (
    <NameForm action="/search" name="q" label={say('search_label')} submit={say('search')} given={text} />
  )
}
