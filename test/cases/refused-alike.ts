import type { Test } from 'tap'
import type { Service } from '../service.ts'

export const formats = [
  ...['json', 'csv', 'ndjson', 'parquet', 'xlsx', 'json-stat', 'vega-lite', 'svg', 'sentence']
]
/** The formats of lists and of the other statistics. */
export const tables = ['json', 'csv', 'ndjson', 'parquet']

/** Every format of an address refuses alike: one problem document, whatever was asked for. */
export async function refusedAlike(
  t: Test,
  { get }: Pick<Service, 'get'>,
  address: string,
  right: { status: number; type: string; detail: RegExp; did_you_mean?: string[] },
  these: readonly string[] = formats
) {
  for (const format of these) {
    const [path = '', query = ''] = address.split('?')
    const answer = await get(format === 'json' ? address : `${path}.${format}?${query}`)
    const name = `${address} as ${format}`
    t.equal(answer.statusCode, right.status, name)
    t.match(answer.headers['content-type'], /^application\/problem\+json/, name)
    t.equal(answer.headers['cache-control'], 'no-store', name)
    const problem = answer.json()
    t.match(problem, { type: right.type, status: right.status, detail: right.detail }, name)
    if (right.did_you_mean) t.same(problem.errors[0].did_you_mean, right.did_you_mean, name)
  }
}
