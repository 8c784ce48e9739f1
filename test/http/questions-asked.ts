import type { FastifyInstance } from 'fastify'

/** A path of the contract that is there in the first-run data, and what it needs to be answered. */
export const placed: Readonly<Record<string, string>> = {
  case_id: 'documented:1',
  decision_id: 'documented:201',
  country: 'RUS',
  stage: 'screening',
  iso3: 'RUS',
  scheme: 'unhcr-dec-level',
  group: 'EU',
  id: 'us-credible-fear',
  release: 'fy2016-2021-starter',
  before: 'fy2016-2021-starter',
  after: 'second-edition'
}
export const needs: Readonly<Record<string, string>> = {
  '/v1/published-counts': 'source=us-credible-fear',
  '/v1/statistics/decisions': 'source=us-credible-fear',
  '/v1/statistics/cases': 'source=documented-cases',
  '/v1/statistics/returns': 'source=documented-cases',
  '/v1/statistics/pending': 'source=documented-cases',
  '/v1/statistics/durations': 'source=us-eoir-cases',
  '/v1/statistics/pathways': 'source=documented-cases',
  '/v1/countries/resolve': 'name=Russia'
}

interface Parameter {
  name: string
  in: string
  schema: { enum?: string[] }
}

/** Every path of the contract that is versioned, with its values in place, and the parameters of its query. */
export function pathsAsked(app: FastifyInstance): { path: string; url: string; parameters: Parameter[] }[] {
  const { paths = {} } = app.swagger()
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1'))
    .map(([path, item]) => ({
      path,
      url: path.replace(/\{(\w+)\}/g, (_, name: string) => placed[name] ?? name),
      parameters: ((item?.get?.parameters ?? []) as Parameter[]).filter(each => each.in === 'query')
    }))
}

const sources = ['us-credible-fear', 'documented-cases']
/** What a choice of releases can be, answered or refused. */
const choices = [
  '',
  ...sources.map(source => `source=${source}`),
  'source=made-up',
  'source=us-ice-removals',
  'series=main',
  'release=first',
  'as_of=2024-01-01',
  'source=us-credible-fear&release=fy2016',
  'nationality=RUS'
]

/** Questions of every path, in every format and with every choice of releases that it takes. */
export function questionsAsked(app: FastifyInstance): string[] {
  return pathsAsked(app).flatMap(({ path, url, parameters }) => {
    const names = parameters.map(({ name }) => name)
    const formats = parameters.find(({ name }) => name === 'format')?.schema.enum ?? []
    const takes = (query: string) =>
      [...new URLSearchParams(query).keys()].every(name => names.includes(name))
    const chosen = choices.filter(takes).map(query => (query === '' ? url : `${url}?${query}`))
    const written = formats.slice(0, 2).map(format => `${url}.${format}?${needs[path] ?? ''}`)
    return [...new Set([...chosen, ...written, `${url}?${needs[path] ?? ''}`])]
  })
}
