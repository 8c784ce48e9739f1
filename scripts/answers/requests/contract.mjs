// Requests that follow from the contract: each parameter with valid and with invalid values.
import { readFileSync } from 'node:fs'

const { paths } = JSON.parse(readFileSync(new URL('../../../openapi/openapi.json', import.meta.url), 'utf8'))

/** The endpoints of the contract, with their query parameters. */
export const endpoints = Object.entries(paths).map(([path, { get }]) => ({
  path,
  parameters: (get.parameters ?? [])
    .filter(parameter => parameter.in === 'query')
    .map(({ name, schema }) => ({ name, isList: schema.type === 'array', ...(schema.items ?? schema) })),
  types: Object.keys(get.responses['200'].content)
}))
export const endpoint = path => endpoints.find(each => each.path === path)

/** An address with its query: what is undefined is left out. */
export function address(path, query = {}) {
  const words = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${String(value).replaceAll(' ', '%20')}`)
  return words.length > 0 ? `${path}?${words.join('&')}` : path
}

export const got = (path, query, more = {}) => ({ path: address(path, query), ...more })

const usual = {
  as_of: ['2026-09-30', '1999-01-01', '2999-01-01'],
  period_from: ['2021', '2019-06', 'FY2018', '2018-Q2', '2019-02-03'],
  period_to: ['2020', '2022-12', 'FY2019', '2018-Q4'],
  min_n: ['1', '1000000'],
  limit: ['1', '1000'],
  sort: [],
  cursor: ['e30', 'a.b']
}

/** One request for each value of each parameter: those in `words`, else three or four of its closed list. */
export function everyValue({ path, parameters }, at, base, words = {}) {
  return parameters
    .filter(({ name }) => !(name in base) && name !== 'format')
    .flatMap(({ name, enum: closed = [], type }) => {
      const known = closed.length > 4 ? [closed[0], closed[closed.length >> 1], closed.at(-1)] : closed
      const values = words[name] ?? usual[name] ?? (type === 'boolean' ? ['true', 'false'] : known)
      return values.map(value => got(at ?? path, { ...base, [name]: value }))
    })
}

/** Requests for each format, in each language of the endpoint. */
export function everyFormat({ parameters }, at, base, { languages = true } = {}) {
  const formats = parameters.find(({ name }) => name === 'format')?.enum ?? []
  const spoken = languages && parameters.some(({ name }) => name === 'lang') ? ['', 'es', 'fr'] : ['']
  const csv = formats.includes('csv')
    ? [
        got(`${at}.csv`, { ...base, bom: 'true', delimiter: 'semicolon' }),
        got(at, { ...base, format: 'csv', delimiter: 'comma' })
      ]
    : []
  return [...formats.flatMap(format => spoken.map(lang => got(`${at}.${format}`, { ...base, lang }))), ...csv]
}

/** Requests that an endpoint must refuse. */
export function everyFault({ parameters }, at, base) {
  const first = parameters.find(({ name }) => name !== 'format' && !(name in base))
  const closed = parameters.find(({ enum: words, name }) => words && name !== 'format' && !(name in base))
  return [
    got(at, { ...base, natoinality: 'RUS' }),
    got(at, { ...base, 'page[]': '2' }),
    got(at, { ...base, __proto__x: '1' }),
    { path: `${address(at, base)}${Object.keys(base).length ? '&' : '?'}format=` },
    got(at, { ...base, format: 'jsn' }),
    got(`${at}.pdf`, base),
    got(`${at}.csv`, { ...base, format: 'json' }),
    ...(first ? [{ path: `${address(at, { ...base, [first.name]: 'x' })}&${first.name}=y` }] : []),
    ...(closed ? [got(at, { ...base, [closed.name]: `${closed.enum[0]}x` })] : []),
    ...parameters
      .filter(({ type, format }) => type === 'integer' || type === 'boolean' || format === 'date')
      .map(({ name, format }) => got(at, { ...base, [name]: format ? '2021-02-30' : '-1' }))
  ]
}

const accepted = [
  '*/*',
  'text/csv',
  'application/x-ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.json-stat+json, application/json;q=0.5',
  'image/svg+xml',
  'text/plain',
  'text/html,application/xhtml+xml,image/avif,image/svg+xml,*/*;q=0.8',
  'application/json;q=0.2, text/csv;q=0.9',
  'application/pdf',
  'text/*;q=0'
]

/** A few methods, media types and an encoding, for endpoints that do not get `everyManner`. */
export function usualManner(at, base) {
  const path = address(at, base)
  return [
    ...['HEAD', 'OPTIONS', 'POST', 'DELETE'].map(method => ({ method, path })),
    ...['text/csv', 'application/pdf'].map(accept => ({ path, headers: { accept } })),
    { path, headers: { 'accept-encoding': 'gzip' } }
  ]
}

/** All methods, the ways to negotiate, and conditional requests. */
export function everyManner(at, base) {
  const path = address(at, base)
  return [
    ...['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].map(method => ({ method, path })),
    {
      method: 'OPTIONS',
      path,
      headers: { origin: 'https://example.org', 'access-control-request-method': 'GET' }
    },
    { path, headers: { origin: 'https://example.org' } },
    ...accepted.map(accept => ({ path, headers: { accept } })),
    ...['gzip', 'br', 'gzip;q=0.5, br', 'identity', 'deflate', '*;q=0', 'zstd'].map(encoding => ({
      path,
      headers: { 'accept-encoding': encoding }
    })),
    { method: 'HEAD', path, headers: { accept: 'text/csv', 'accept-encoding': 'gzip' } },
    { path, again: true, headers: { 'cache-control': 'max-age=0' } },
    { path, headers: { 'if-none-match': '"something", *' } }
  ]
}
