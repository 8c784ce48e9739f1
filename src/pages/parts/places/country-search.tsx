import { useHere } from '../../here.ts'

/** A field for the name of a country, which leads to its page: the server reads the name, in any language. */
export function CountrySearch({
  action,
  given = ''
}: {
  action: '/returns' | '/nationalities'
  given?: string
}) {
  const { say, lang } = useHere()
  return (
    <form action={action} class="ask">
      <label>
        {say('country_search')}
        <input
          name="country"
          type="search"
          value={given}
          autocomplete="off"
          required
          data-combobox="country"
        />
      </label>
      {lang !== 'en' && <input type="hidden" name="lang" value={lang} />}
      <button type="submit" class="go">
        {say('country_go')}
      </button>
    </form>
  )
}
