// A program as an app's developer writes it: compiled and run by client.test.ts, beside the types that
// openapi-typescript made of the contract. That is why the project's own compiler leaves it out.
import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './contract.ts'

/** What openapi-fetch gives back. */
interface Called {
  data?: unknown
  error?: unknown
  response: Response
}

/** Values for the parameters of paths, each read from the list that has it. */
interface Found {
  case_id: string
  decision_id: string
  country_of_return: string
  stage: string
  iso3: string
  scheme: string
  id: string
  release: string
}

/** Answers and refusals; lists come as CSV and NDJSON too, which are text. */
type Json = 'application/json' | 'application/problem+json'
type Service = Client<paths, Json>

/** Two editions that were compared. */
const twoReleases = { id: 'us-credible-fear', before: 'fy2016-2021-starter', after: 'second-edition' }

/** One call for each path: without one of them this does not compile. */
const calls = {
  '/health': client => client.GET('/health'),
  '/ready': client => client.GET('/ready'),
  '/v1': client => client.GET('/v1'),
  '/v1/statistics/decisions': client =>
    client.GET('/v1/statistics/decisions', {
      params: {
        query: {
          source: 'unhcr-asylum-decisions',
          nationality: ['RUS'],
          country_of_asylum: ['DEU', 'FRA'],
          decision_stage: ['first_instance'],
          group_by: ['country_of_asylum', 'outcome'],
          measures: ['persons']
        }
      }
    }),
  '/v1/statistics/cases': client =>
    client.GET('/v1/statistics/cases', {
      params: { query: { source: 'documented-cases', group_by: ['case_outcome'] } }
    }),
  '/v1/statistics/returns': client =>
    client.GET('/v1/statistics/returns', {
      params: { query: { source: 'documented-cases', group_by: ['country_of_return'] } }
    }),
  '/v1/statistics/applications': client =>
    client.GET('/v1/statistics/applications', { params: { query: { group_by: ['year'] } } }),
  '/v1/statistics/pending': client =>
    client.GET('/v1/statistics/pending', {
      params: { query: { source: 'us-eoir-cases', group_by: ['waiting_time'] } }
    }),
  '/v1/statistics/durations': client =>
    client.GET('/v1/statistics/durations', {
      params: { query: { source: 'us-eoir-cases', decision_stage: ['first_instance'] } }
    }),
  '/v1/statistics/pathways': client =>
    client.GET('/v1/statistics/pathways', { params: { query: { source: 'us-eoir-cases' } } }),
  '/v1/compare': client =>
    client.GET('/v1/compare', {
      params: { query: { nationality: ['HND'], group_by: ['year'], source: ['us-credible-fear'] } }
    }),
  '/v1/measures': client => client.GET('/v1/measures'),
  '/v1/dimensions': client => client.GET('/v1/dimensions'),
  '/v1/cases': client => client.GET('/v1/cases', { params: { query: { limit: 2 } } }),
  '/v1/cases/{case_id}': (client, { case_id }) =>
    client.GET('/v1/cases/{case_id}', { params: { path: { case_id } } }),
  '/v1/cases/{case_id}/timeline': (client, { case_id }) =>
    client.GET('/v1/cases/{case_id}/timeline', { params: { path: { case_id } } }),
  '/v1/decisions': client =>
    client.GET('/v1/decisions', { params: { query: { decision_stage: ['screening'] } } }),
  '/v1/decisions/{decision_id}': (client, { decision_id }) =>
    client.GET('/v1/decisions/{decision_id}', { params: { path: { decision_id } } }),
  '/v1/returns': client => client.GET('/v1/returns', { params: { query: { nationality: ['RUS'] } } }),
  '/v1/events': client => client.GET('/v1/events', { params: { query: { event_kind: ['entry'] } } }),
  '/v1/statements': client =>
    client.GET('/v1/statements', { params: { query: { said_by_kind: ['agency'] } } }),
  '/v1/reported-figures': client => client.GET('/v1/reported-figures'),
  '/v1/case-groups': client => client.GET('/v1/case-groups'),
  '/v1/published-counts': client =>
    client.GET('/v1/published-counts', { params: { query: { source: ['us-credible-fear'] } } }),
  '/v1/countries-of-return': client => client.GET('/v1/countries-of-return'),
  '/v1/countries-of-return/{country}': (client, { country_of_return }) =>
    client.GET('/v1/countries-of-return/{country}', { params: { path: { country: country_of_return } } }),
  '/v1/countries-of-return/{country}/nationalities': (client, { country_of_return }) =>
    client.GET('/v1/countries-of-return/{country}/nationalities', {
      params: { path: { country: country_of_return } }
    }),
  '/v1/decision-stages': client => client.GET('/v1/decision-stages', { params: { query: { lang: 'es' } } }),
  '/v1/decision-stages/{stage}': (client, { stage }) =>
    client.GET('/v1/decision-stages/{stage}', { params: { path: { stage } } }),
  '/v1/outcomes': client => client.GET('/v1/outcomes'),
  '/v1/countries': client => client.GET('/v1/countries', { params: { query: { status: ['dissolved'] } } }),
  '/v1/countries/resolve': client =>
    client.GET('/v1/countries/resolve', { params: { query: { scheme: 'eoir', code: 'CH' } } }),
  '/v1/countries/{iso3}': (client, { iso3 }) =>
    client.GET('/v1/countries/{iso3}', { params: { path: { iso3 } } }),
  '/v1/country-groups': client => client.GET('/v1/country-groups'),
  '/v1/country-groups/{group}': client =>
    client.GET('/v1/country-groups/{group}', { params: { path: { group: 'EU' } } }),
  '/v1/code-lists': client => client.GET('/v1/code-lists'),
  '/v1/code-lists/{scheme}': (client, { scheme }) =>
    client.GET('/v1/code-lists/{scheme}', { params: { path: { scheme } } }),
  '/v1/loaded': client => client.GET('/v1/loaded', { params: { query: { subject: ['returns'] } } }),
  '/v1/sources': client => client.GET('/v1/sources'),
  '/v1/sources/{id}': (client, { id }) => client.GET('/v1/sources/{id}', { params: { path: { id } } }),
  '/v1/sources/{id}/releases': (client, { id }) =>
    client.GET('/v1/sources/{id}/releases', { params: { path: { id } } }),
  '/v1/sources/{id}/releases/{release}': (client, { id, release }) =>
    client.GET('/v1/sources/{id}/releases/{release}', { params: { path: { id, release } } }),
  '/v1/changes': client =>
    client.GET('/v1/changes', { params: { query: { kind: ['vanished'], limit: 10 } } }),
  '/v1/sources/{id}/downloads': (client, { id }) =>
    client.GET('/v1/sources/{id}/downloads', { params: { path: { id } } }),
  '/v1/sources/{id}/fields': (client, { id }) =>
    client.GET('/v1/sources/{id}/fields', { params: { path: { id } } }),
  '/v1/sources/{id}/releases/{before}...{after}': client =>
    client.GET('/v1/sources/{id}/releases/{before}...{after}', { params: { path: twoReleases } }),
  '/v1/sources/{id}/releases/{before}...{after}/records': client =>
    client.GET('/v1/sources/{id}/releases/{before}...{after}/records', {
      params: { path: twoReleases, query: { difference: ['vanished'] } }
    }),
  '/v1/caveats': client => client.GET('/v1/caveats')
} satisfies Record<keyof paths, (client: Service, found: Found) => Promise<Called>>

/** The first row of a list: its types come from the contract. */
function first<Row>({ data }: { data?: { data: Row[] } }, list: string): Row {
  const [row] = data?.data ?? []
  if (row === undefined) throw new Error(`${list} has no rows`)
  return row
}

/** A field of a record. The contract says that it can be absent, because `fields` leaves out what is not chosen. */
function whole<Value>(field: Value | undefined): Value {
  if (field === undefined) throw new Error('a field that was not left out is absent')
  return field
}

async function find(client: Service): Promise<Found> {
  const { source, release } = await currentRelease(client)
  return {
    case_id: whole(first(await client.GET('/v1/cases'), 'cases').case_id),
    decision_id: whole(first(await client.GET('/v1/decisions'), 'decisions').decision_id),
    country_of_return: first(await client.GET('/v1/countries-of-return'), 'countries of return')
      .country_of_return,
    stage: first(await client.GET('/v1/decision-stages'), 'decision stages').decision_stage,
    iso3: first(await client.GET('/v1/countries'), 'countries').code,
    scheme: first(await client.GET('/v1/code-lists'), 'code lists').scheme,
    id: source,
    release
  }
}

async function currentRelease(client: Service): Promise<{ source: string; release: string }> {
  const { data } = await client.GET('/v1/sources')
  const held = data?.data.find(({ current_releases }) => current_releases.length > 0)
  if (!held) throw new Error('no source has a release')
  const { source: id } = held
  return first(await client.GET('/v1/sources/{id}/releases', { params: { path: { id } } }), 'releases')
}

/** Calls every path of the contract, each with what the lists hold. */
export async function callEveryPath(baseUrl: string): Promise<({ path: string } & Called)[]> {
  const client = createClient<paths, Json>({ baseUrl })
  const found = await find(client)
  const called = []
  for (const [path, call] of Object.entries<(client: Service, found: Found) => Promise<Called>>(calls))
    called.push({ path, ...(await call(client, found)) })
  return called
}

/** A number may be withheld, and the types say so: what is null cannot be added by mistake. */
export async function personsInGermany(
  baseUrl: string,
  explode: boolean
): Promise<Record<string, number | null>> {
  const client = createClient<paths, Json>({
    baseUrl,
    querySerializer: { array: { style: 'form', explode } }
  })
  const { data } = await client.GET('/v1/statistics/decisions', {
    params: {
      query: {
        nationality: ['RUS'],
        country_of_asylum: ['DEU'],
        decision_stage: ['first_instance'],
        period_from: '2021',
        period_to: '2025',
        group_by: ['country_of_asylum', 'outcome']
      }
    }
  })
  const persons: Record<string, number | null> = {}
  for (const row of data?.data ?? []) persons[row.outcome ?? ''] = row.persons ?? null
  return persons
}

/** A refusal has a type of its own, with what was meant. */
export async function misspelled(baseUrl: string): Promise<components['schemas']['Problem'] | undefined> {
  const client = createClient<paths, Json>({ baseUrl })
  const { error } = await client.GET('/v1/cases', { params: { query: { nationality: ['GM'] } } })
  return error
}
