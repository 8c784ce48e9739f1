import { join } from 'node:path'
import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { builtInGroups, type CountryGroup } from '../../src/vocabulary/countries/groups/country-group.ts'
import { type Fill, firstTables } from '../loaded.ts'
import { service } from '../service.ts'
import { sharedData, withoutSharedData } from './published-files.ts'

const own = (id: string, members: CountryGroup['members']): CountryGroup => ({
  ...{ id, names: { en: id, es: id, fr: id }, source: 'made up', edition: 'made up', is_own: true },
  members
})
const union = builtInGroups.find(({ id }) => id === 'EU')?.members ?? []
const groups = [
  ...builtInGroups,
  own('union-and-uk', [...union.filter(({ country }) => country !== 'GBR'), { country: 'GBR' }]),
  own(
    'nordic',
    ['DNK', 'FIN', 'ISL', 'NOR', 'SWE'].map(country => ({ country }))
  ),
  own(
    'silent',
    ['DNK', 'ISL', 'NOR'].map(country => ({ country }))
  )
]

interface Row {
  year: string
  persons: number | null
  flags: { persons?: string[] }
}

const asked = '/v1/statistics/decisions?source=unhcr-asylum-decisions&source_level=FI&group_by=year'
const byYear = (data: Row[]): [string, number | null, string[]][] =>
  data.map(({ year, persons, flags }) => [year, persons, flags.persons ?? []])

t.test('the table in the repository: the union, with the United Kingdom, and an own list', async t => {
  const { json } = await service(t, {}, firstTables, groups)
  const persons = async (group: string) => {
    const { data, meta } = await json(`${asked}&country_of_asylum_group=${group}`)
    return { rows: byYear(data), meta }
  }
  // awk -F, '$5 == "FI" && $6 == "persons" { n[$1 $3] += $11 }', added over the countries.
  const union = await persons('EU')
  t.same(
    union.rows.map(([year, n]) => [year, n]),
    [
      ['2021', 8023],
      ['2022', 6760],
      ['2023', 12823],
      ['2024', 13268],
      ['2025', 15350]
    ]
  )
  t.ok(union.rows.every(([, , flags]) => flags.includes('partial')))
  t.same(union.meta.stand_ins, [])
  const [note] = union.meta.groups
  t.equal(note.members.length, 27)
  t.ok(note.without_figures.includes('ITA') && !note.without_figures.includes('BEL'))
  t.same(
    (await persons('union-and-uk')).rows.map(([, n]) => n),
    [8023 + 149, 6760 + 269, 12823 + 665, 13268 + 470, 15350 + 242]
  )
  // Finland and Sweden: the table has no row of Denmark, Iceland and Norway.
  const nordic = await persons('nordic')
  t.same(
    nordic.rows.map(([, n]) => n),
    [110 + 151, 237 + 444, 409 + 469, 517 + 187, 554 + 140]
  )
  t.same(nordic.meta.groups[0].without_figures, ['DNK', 'ISL', 'NOR'])
  const compared = await json(
    `${asked.replace('statistics/decisions', 'compare')}&country_of_asylum_group=nordic`
  )
  t.same(
    compared.data.map(({ persons }: Row) => persons),
    nordic.rows.map(([, n]) => n),
    'a comparison knows own lists'
  )
  t.same(
    compared.meta.groups.map(({ id, without_figures }: { id: string; without_figures: string[] }) => [
      id,
      without_figures
    ]),
    [['nordic', ['DNK', 'ISL', 'NOR']]],
    'and says of which members no source has a figure'
  )
  t.same((await persons('silent')).rows, [], 'outside what the release covers: no row, and no zero')
})

t.test(
  'UNHCR’s file: Croatia from 2013 on, the United Kingdom to 2019',
  { skip: withoutSharedData },
  async t => {
    const load: Fill = (database, dataDir) =>
      importRelease(
        { database, dataDir, sources: sourceRegistry },
        {
          ...{ source: 'unhcr-asylum-decisions', release: '2026-06' },
          paths: [join(sharedData, 'unhcr/asylum_decisions.csv.gz')]
        }
      )
    const { json } = await service(t, {}, load, groups)
    const persons = async (group: string) => {
      const { data } = await json(
        `${asked}&country_of_asylum_group=${group}&unit=persons&period_from=2012&period_to=2021`
      )
      return Object.fromEntries(data.map((row: Record<string, unknown>) => [row.year, row.persons]))
    }
    // Of the file, dec_level FI and dec_pc P: dec_total of the 26 that are members in all of these years, then HRV, then GBR.
    const [members, without] = [await persons('EU'), await persons('union-and-uk')]
    t.equal(members['2012'], 186374 + 24124, 'Croatia’s 1,062 are not of the union')
    t.equal(members['2013'], 225703 + 1210 + 24977)
    t.equal(members['2019'], 386777 + 924 + 31902)
    t.equal(members['2021'], 499583 + 2447, 'without the United Kingdom')
    t.equal(without['2021'], 499583 + 2447 + 20300, 'with it')
  }
)
