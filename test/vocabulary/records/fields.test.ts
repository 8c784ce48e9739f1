import t from 'tap'
import * as caseGroups from '../../../src/vocabulary/records/case.ts'
import * as countryGroups from '../../../src/vocabulary/records/country.ts'
import * as eventGroups from '../../../src/vocabulary/records/event.ts'
import type { FieldDefinition } from '../../../src/vocabulary/records/field.ts'
import { recordFields } from '../../../src/vocabulary/records/fields.ts'
import * as identityGroups from '../../../src/vocabulary/records/identity.ts'
import * as personGroups from '../../../src/vocabulary/records/person.ts'
import * as publishedGroups from '../../../src/vocabulary/records/published.ts'
import * as reportedGroups from '../../../src/vocabulary/records/reported.ts'
import * as rulingGroups from '../../../src/vocabulary/records/ruling.ts'

const groups = [
  caseGroups,
  countryGroups,
  eventGroups,
  identityGroups,
  personGroups,
  publishedGroups,
  reportedGroups,
  rulingGroups
]
const definitions = Object.entries<FieldDefinition>(recordFields)

t.test(
  'every field of every group has one entry in the catalogue, and none stands in two groups',
  async t => {
    const names = groups.flatMap(group => Object.values(group)).flatMap(fields => Object.keys(fields))
    t.equal(names.length, new Set(names).size)
    t.same([...names].sort(), Object.keys(recordFields).sort())
  }
)

t.test('every field says what it means, and is of some record', async t => {
  for (const [name, { meaning, of }] of definitions) {
    t.match(meaning, /\.$/, `${name}: ${meaning}`)
    t.ok(Object.keys(of).length > 0, name)
  }
})

t.test('a field filters, ranges and is told to its precision only in records that have it', async t => {
  for (const [name, { of, filters = [], ranges, precision }] of definitions) {
    const strange = [...filters, ...(ranges?.of ?? [])].filter(grain => of[grain] === undefined)
    t.same(strange, [], name)
    if (precision === undefined) continue
    const known = definitions.find(([other]) => other === precision)?.[1]
    t.same(Object.keys(known?.of ?? {}), Object.keys(of), `${name} and ${precision} are of the same records`)
  }
})
