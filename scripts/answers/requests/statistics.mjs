// Requests to the statistics. `name` is the endpoint; `base` has the parameters that all requests of a function share.
import { endpoint, everyFormat, everyValue, got } from './contract.mjs'

export const statistics = name => `/v1/statistics/${name}`

/** Each dimension by itself; some of them with a second dimension, with pages, or with a grid. */
export function everyGrouping(name, base, { pages = 3 } = {}) {
  const path = statistics(name)
  const dimensions = endpoint(path).parameters.find(parameter => parameter.name === 'group_by')?.enum ?? []
  return dimensions.flatMap((dimension, at) => {
    const other = dimensions[(at + 7) % dimensions.length]
    return [
      got(path, { ...base, group_by: dimension }),
      ...(at % 2 === 0
        ? [got(`${path}.csv`, { ...base, group_by: `${dimension},${other}`, limit: 200 })]
        : []),
      ...(at % 4 === 0
        ? [got(path, { ...base, group_by: `${dimension},${other}`, limit: 3, count: 'exact' }, { pages })]
        : []),
      ...(at % 5 === 0 ? [got(`${path}.ndjson`, { ...base, group_by: dimension, fill: 'grid' })] : [])
    ]
  })
}

/** Each measure, with its range where it has one, sorted by it both ways. */
export function everyMeasure(name, base, group = 'year') {
  const path = statistics(name)
  const measures = endpoint(path).parameters.find(parameter => parameter.name === 'measures')?.enum ?? []
  return measures.flatMap(measure => [
    got(path, {
      ...base,
      group_by: group,
      measures: measure,
      ...(name === 'pending' ? {} : { intervals: 'true' })
    }),
    got(`${path}.csv`, { ...base, group_by: group, measures: measure, sort: `-${measure}`, min_n: 5 })
  ])
}

/** A query with a result, in all formats and languages, and with parameters of paging, grid and thresholds. */
export function everyShape(name, base) {
  const path = statistics(name)
  return [
    ...everyFormat(endpoint(path), path, base),
    got(path, { ...base, dry_run: 'true' }),
    got(`${path}.csv`, { ...base, dry_run: 'true' }),
    got(path, { ...base, fill: 'grid', limit: 1000 }),
    got(`${path}.csv`, { ...base, fill: 'grid' }),
    got(`${path}.json-stat`, { ...base, fill: 'grid' }),
    got(path, { ...base, count: 'exact', limit: 2 }, { pages: 4 }),
    got(`${path}.csv`, { ...base, limit: 2 }, { pages: 3 }),
    got(path, { ...base, include_unknown: 'false' }),
    got(path, { ...base, min_n: '1' }),
    got(path, { ...base, intervals: 'true' })
  ]
}

export const everyParameter = (name, base, words) =>
  everyValue(endpoint(statistics(name)), undefined, base, words)

/** The same query with `release=`, whose responses can be cached for longer, and with an unknown release. */
export const pinned = (name, base, release) => [
  got(statistics(name), { ...base, release }, { again: true }),
  got(`${statistics(name)}.csv`, { ...base, release }),
  got(statistics(name), { ...base, release: 'no-such-release' })
]

export const asWritten = lines =>
  lines
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(path => ({ path }))

export const questionsOf = questions => questions.map(({ path }) => ({ path }))
