import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { service } from '../../service.ts'

// Made-up figures in the layout of the Home Office's tables.

const refused = 'Refused entry at port and subsequently departed,Departed from UK Ports'
const byNationality = `Year,Quarter,Nationality,Region,Return type group,Return type,Age,Sex,Return destination group,Number of returns
2022,4,Russia,Europe Other,Enforced return,Enforced removals,18 to 29,Male,Home country,3
2023,1,Russia,Europe Other,Enforced return,Enforced removals,18 to 29,Male,Home country,10
2023,1,Russia,Europe Other,Enforced return,Enforced removals,18 to 29,Male,Home country,1
2023,1,Russia,Europe Other,Voluntary return,Controlled returns,30 to 49,Female,EU Member State,5
2023,1,Albania,Europe Other,${refused},30 to 49,Female,Home country,20
`
const byDestination = `Year,Quarter,Return type group,Return type,Return destination,Return destination region,Number of returns
2022,4,Enforced return,Enforced removals,Russia,Europe Other,3
2023,1,Enforced return,Enforced removals,Russia,Europe Other,11
2023,1,Voluntary return,Controlled returns,Germany,EU 14,5
2023,1,${refused},Albania,Europe Other,20
`

t.test('the two tables of the Home Office answer each what it tells, and never together', async t => {
  const { json, get } = await service(t, {}, async (database, dataDir) => {
    const folder = t.testdir({})
    for (const [release, text] of Object.entries({ one: byNationality, two: byDestination })) {
      const path = join(folder, `${release}.csv`)
      await writeFile(path, text)
      await importRelease(
        { database, dataDir, sources: sourceRegistry },
        { source: 'gb-returns', paths: [path], release, force: true }
      )
    }
  })
  const ask = (query: string) => json(`/v1/statistics/returns?source=gb-returns&${query}`)

  t.test('people refused entry are left out, and told, unless they are asked for', async t => {
    const usual = await ask('group_by=year')
    t.match(usual.data, [
      { year: '2022', returns: 3 },
      { year: '2023', returns: 16 }
    ])
    t.same(usual.meta.reconciliation.returns, {
      ...usual.meta.reconciliation.returns,
      in_scope: 39,
      sum_of_cells: 19,
      left_out: [{ reason: 'refused_entry', count: 20 }]
    })
    t.match((await ask('return_type=refused_entry')).data, [{ returns: 20 }])
    t.match((await ask('group_by=return_type')).data, [
      { return_type: 'enforced', returns: 14 },
      { return_type: 'refused_entry', returns: 20 },
      { return_type: 'voluntary', returns: 5 }
    ])
  })

  t.test('what is asked chooses the table', async t => {
    const of = async (query: string) => (await ask(`group_by=series&${query}`)).data
    t.match(await of('nationality=RUS'), [{ series: 'by-nationality', returns: 19 }])
    t.match(await of('same_country=true'), [{ series: 'by-nationality', returns: 14 }])
    t.match(await of('country_of_return=RUS'), [{ series: 'by-destination', returns: 14 }])
    t.match(await of('return_type=enforced'), [{ series: 'by-nationality', returns: 14 }], 'neither')
  })

  t.test('nationality and destination together are refused with the reason', async t => {
    for (const query of ['nationality=RUS&country_of_return=RUS', 'group_by=nationality,country_of_return']) {
      const answer = await get(`/v1/statistics/returns?source=gb-returns&${query}`)
      t.equal(answer.statusCode, 400)
      t.match(answer.json(), {
        type: 'unsupported-combination',
        detail:
          /by-nationality\): it does not publish country_of_return.*by-destination\): it does not publish nationality/s
      })
    }
  })

  t.test('the page of a country has what was returned to it, by quarter', async t => {
    const { data } = await json('/v1/countries-of-return/RUS')
    t.match(data.executed, [{ source: 'gb-returns', series: 'by-destination', value: 14 }])
  })
})
