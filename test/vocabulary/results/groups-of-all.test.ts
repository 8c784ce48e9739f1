import t from 'tap'
import { type GroupInMeta, groupsOfAll } from '../../../src/vocabulary/results/country-group-note.ts'

const group = (id: string, members: string[], without_figures: string[] | null): GroupInMeta => ({
  ...{
    parameter: 'nationality_group',
    id,
    name: { en: id, es: id, fr: id },
    source: 's',
    edition: 'e',
    note: null,
    is_own: true
  },
  members: members.map(country => ({ country, from: null, to: null })),
  without_figures
})

t.test('a group of several answers lacks the members of which none has a figure', t => {
  t.same(groupsOfAll([[], []]), [])
  const one = group('EU', ['DEU', 'FRA', 'ITA'], ['FRA', 'ITA'])
  const other = group('EU', ['FRA', 'ITA'], ['ITA'])
  t.same(groupsOfAll([[one], [other]]), [group('EU', ['DEU', 'FRA', 'ITA'], ['ITA'])])
  t.same(
    groupsOfAll([[one], [group('EU', ['HRV'], ['HRV'])]])[0]?.without_figures,
    ['FRA', 'HRV', 'ITA'],
    'a member on the days of one answer only'
  )
  t.equal(groupsOfAll([[one], [group('EU', [], null)]])[0]?.without_figures, null, 'not looked for in one')
  t.same(
    groupsOfAll([[one, group('OECD', [], [])], [other]]).map(({ id }) => id),
    ['EU', 'OECD']
  )
  t.end()
})
