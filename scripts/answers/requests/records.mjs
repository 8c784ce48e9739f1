// Lists of records and catalogues: every filter, sort, field and format, and walks from page to page.
import { endpoint, everyFormat, everyValue, got } from './contract.mjs'

/** Requests of every kind to one list. `words`: values of the parameters that have no closed list. */
export function everyList(path, base, words, { pages = 4 } = {}) {
  const it = endpoint(path)
  const of = name => it.parameters.find(parameter => parameter.name === name)?.enum ?? []
  const some = of('fields').filter((_, at) => at % 4 === 1)
  return [
    got(path, { ...base, limit: 20 }, { again: true }),
    ...everyFormat(it, path, { ...base, limit: 15 }),
    ...everyValue(it, path, { ...base, limit: 5 }, words),
    ...of('sort').flatMap(sort => [
      got(path, { ...base, sort, limit: 7, count: 'exact' }, { pages }),
      got(`${path}.csv`, { ...base, sort, limit: 50 }, { pages: 2 }),
      got(`${path}.ndjson`, { ...base, sort, limit: 6 }, { pages: 2 })
    ]),
    ...(some.length > 0
      ? [
          got(path, { ...base, fields: some, limit: 9 }),
          got(`${path}.csv`, { ...base, fields: [...some].reverse(), limit: 9 }),
          got(`${path}.ndjson`, { ...base, fields: some, limit: 9 }),
          got(path, { ...base, fields: `${some[0]},nothing`, limit: 9 })
        ]
      : []),
    got(`${path}.csv`, { ...base, limit: 1000 }),
    got(path, { ...base, limit: 1001 }),
    got(path, { ...base, sort: 'nothing' })
  ]
}

/** A catalogue in each format and language. */
export const everyCatalogue = (paths, words = {}) =>
  paths.flatMap(path => [
    got(path, {}, { again: true }),
    ...everyFormat(endpoint(path), path, {}),
    ...everyValue(endpoint(path), path, {}, words)
  ])
