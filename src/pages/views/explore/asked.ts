import { said } from '../../../vocabulary/labels/texts/texts.ts'
import { type SubjectName, subjectDefinitions, subjectNames } from '../../../vocabulary/measures/subject.ts'
import { Problem } from '../../../vocabulary/problem.ts'
import { queryOf } from '../../asking/addresses.ts'
import type { Query } from '../../asking/answers.ts'
import type { Ask } from '../../asking/ask.ts'

/** A question of the page: what is counted, and the parameters of the API. */
export interface Asked {
  of: SubjectName
  path: (typeof subjectDefinitions)[SubjectName]['path']
  query: Readonly<Record<string, string>>
  /** An edition that the answer is put beside: the page asks both. */
  since?: string
}

/** Parameters that change how an answer is written or how much of it, and not what is asked. A page has no use for them. */
const ofFiles = ['format', 'fields', 'labels', 'header', 'bom', 'delimiter', 'dry_run'] as const

/** Reads the query of the page. Throws Refused for a subject that there is not, and unknown-parameter for those of files. */
export async function readAsked(ask: Ask, given: Readonly<Record<string, string>>): Promise<Asked> {
  const { of: name = 'decisions', since, ...query } = given
  const of = subjectNames.find(each => each === name)
  // The API's own refusal names the subjects that there are.
  if (of === undefined) await ask.json('/v1/compare', { of: name })
  const faults = ofFiles.filter(each => query[each] !== undefined)
  if (faults.length > 0) throw noParameter(faults)
  return {
    ...{ of: of ?? 'decisions', path: subjectDefinitions[of ?? 'decisions'].path, query },
    ...(since === undefined ? {} : { since })
  }
}

/** The refusal of parameters that a page does not take. */
export const noParameter = (names: readonly string[]): Problem =>
  new Problem(
    'unknown-parameter',
    said('no_parameter', { name: names[0] ?? '' }),
    names.map(parameter => ({ parameter, code: 'unknown-parameter' }))
  )

/** The query of the page about what an address of the API answers. */
export function pageQueryOf(address: string): Query {
  const of = subjectNames.find(each => subjectDefinitions[each].path === address.split('?')[0]?.split('.')[0])
  return { ...queryOf(address), ...(of === undefined || of === 'decisions' ? {} : { of }) }
}

/** A question about the whole of what is asked: the same rows, in other groups. */
export const regrouped = (
  { sort: _, limit: __, cursor: ___, fill: ____, top: _____, ...query }: Asked['query'],
  by: string
): Query => {
  const { group_by: ______, ...rest } = query
  return by === '' ? rest : { ...rest, group_by: by }
}
