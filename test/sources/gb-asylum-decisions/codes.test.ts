import { readFileSync } from 'node:fs'
import t from 'tap'
import {
  appealOutcomes,
  applicants,
  initialOutcomes,
  unaccompanied
} from '../../../src/sources/gb-asylum-decisions/codes.ts'
import { returnGroups, returnSubtypes } from '../../../src/sources/gb-returns/codes.ts'
import { ages, sexLabels } from '../../../src/sources/publishers/home-office/labels.ts'
import { sourceRules } from '../../docs/rules/pages.ts'
import { shared } from '../released.ts'

// docs/rules/sources.md is the contract; the code tables are the same as data.
const text = sourceRules()
const section = (number: number): string => (text.split(`\n## ${number}. `)[1] ?? '').split('\n## ')[0] ?? ''

t.test('outcomes of the Home Office become those of the contract', t => {
  const found: Record<string, string> = {}
  for (const line of section(6).split('\n')) {
    const [, names = '', outcome = ''] = line.split('|').map(cell => cell.trim())
    const word = /^[a-z_]+/.exec(outcome)?.[0]
    if (!word || names === 'group / outcome' || /^(D07|Case type)/.test(names)) continue
    for (const name of names.split(', ')) found[name] = word
  }
  delete found.excluded
  t.same(initialOutcomes, found)
  const [, becomes = ''] = /D07 Allowed \/ Dismissed \/ Withdrawn \| ([^,]*),/.exec(section(6)) ?? []
  t.same(Object.keys(appealOutcomes), ['Allowed', 'Dismissed', 'Withdrawn'])
  t.same(Object.values(appealOutcomes), becomes.split(' / '))
  t.end()
})

const releases = shared('sources/releases.md')
t.test('every age and sex that the published tables have is known', { skip: releases.missing }, t => {
  const [, tables = ''] = readFileSync(releases.path, 'utf8').split('\n## 5. ')
  const labelsOf = (column: string): string[] =>
    [
      ...(tables.split('\n## ')[0] ?? '').matchAll(new RegExp(`${column} \`([^\`]*\\|[^\`]*)\``, 'g'))
    ].flatMap(([, list = '']) => list.split('|'))
  const [ageLabels, sexes] = [labelsOf('Age'), labelsOf('Sex')]
  t.equal(ageLabels.length, 7 + 6, 'of two tables that name them differently')
  t.same(new Set(ageLabels), new Set(Object.keys(ages)))
  t.same(new Set(sexes), new Set(Object.keys(sexLabels)))
  t.same(new Set(labelsOf('Applicant type')), new Set(Object.keys(applicants)))
  t.same(new Set(labelsOf('UASC')), new Set([...Object.keys(unaccompanied), 'Resettlement - N/A']))
  t.end()
})

t.test('types of return are those of the contract', t => {
  const [line = ''] = section(7)
    .split('\n')
    .filter(each => each.startsWith('| Return type group'))
  const found = line
    .split('|')[2]
    ?.split('·')
    .map(each => each.trim().split(' → '))
  t.same(Object.entries(returnGroups), found)
  for (const label of ['N/A - pre-2007', 'Not available'] as const) {
    t.ok(section(7).includes(`\`${label}\``))
    t.equal(returnSubtypes[label], 'not_split')
  }
  t.end()
})
