import { useHere } from '../../here.ts'
import { NameForm } from '../name-form.tsx'

/** A field for the name of a country, which leads to its page. */
export function CountrySearch({
  action,
  given = ''
}: {
  action: '/returns' | '/nationalities'
  given?: string
}) {
  const { say } = useHere()
  return (
    <NameForm
      {...{ action, given }}
      name="country"
      label={say('country_search')}
      submit={say('country_go')}
      required
    />
  )
}
