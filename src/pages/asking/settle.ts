import { isCountry } from '../../vocabulary/labels/labels.ts'
import type { PageRequest } from '../page-definition.ts'
import type { AnswerOf } from './answers.ts'
import { apiAddress, orRefused } from './ask.ts'
import { Moved, Refused } from './refused.ts'

type Candidate = AnswerOf<'/v1/countries/resolve'>['data']['candidates'][number]

/** A name of a country that several have: which of them is for the reader to say. */
export interface Ambiguity {
  parameter: string
  given: string
  candidates: readonly Candidate[]
}

/**
 * Whether a question is as the API takes it (docs/rules/pages.md §1). Throws Moved to where it is: empty fields dropped, and
 * names of countries replaced by their codes. A name of several countries is an ambiguity; one of none is left for the API to
 * refuse.
 */
export async function settle(
  request: Pick<PageRequest, 'ask' | 'query' | 'path' | 'lang'>
): Promise<Ambiguity | undefined> {
  const { ask, query, path, lang } = request
  const given = Object.entries(query).filter(([, value]) => value.trim() !== '')
  const settled: [string, string][] = []
  for (const [parameter, value] of given) {
    const code = isCountry(parameter) ? await codesOf(ask, value.trim()) : value
    if (typeof code !== 'string') return { parameter, ...code }
    settled.push([parameter, code])
  }
  const isAsGiven =
    given.length === Object.keys(query).length && given.every(([, value], at) => settled[at]?.[1] === value)
  if (!isAsGiven) throw new Moved(apiAddress(path, Object.fromEntries(settled), lang))
  return undefined
}

const isCode = (text: string): boolean => /^[A-Z][A-Z0-9_]{2,}$/.test(text)

type Several = Omit<Ambiguity, 'parameter'>

/** The codes of a name, or of names with commas between them. A comma can also be inside of one name: `Korea, Republic of`. */
async function codesOf(ask: PageRequest['ask'], value: string): Promise<string | Several> {
  if (value.split(',').every(isCode)) return value
  if (!value.includes(',')) return codeOf(ask, value)
  const names = value.split(',').map(each => each.trim())
  const found = await Promise.all(names.map(name => (isCode(name) ? name : codeOf(ask, name))))
  if (found.every(code => typeof code === 'string' && isCode(code))) return found.join(',')
  const whole = await codeOf(ask, value)
  if (typeof whole === 'string' && whole !== value) return whole
  return found.find(code => typeof code !== 'string') ?? value
}

async function codeOf(ask: PageRequest['ask'], name: string): Promise<string | Several> {
  const resolved = await orRefused(ask.json('/v1/countries/resolve', { name }))
  if (resolved instanceof Refused) return name
  const { match, candidates } = resolved.data
  if (match) return match.code
  return candidates.length > 0 ? { given: name, candidates } : name
}
