import t from 'tap'
import { unhcrPopulationSource as source } from '../../../src/sources/unhcr-population/index.ts'
import { countsIn, mapText } from '../released.ts'

// Layouts are those that projects quote of the site and the API; figures are made up, but for Germany 2018.
const header =
  'Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"Refugees under UNHCR\'s mandate",Asylum-seekers,IDPs of concern to UNHCR,Stateless persons,Others of concern\n'
const layoutOf = (head: string, name: string) => source.layouts.filter(layout => layout.matches(head, name))
const read = (text: string, name = 'population.csv') => {
  const [layout, another] = layoutOf(text, name)
  if (!layout || another) throw new Error('not one layout')
  return mapText(layout, text, name)
}

t.test('asylum-seekers are a stock at the end of the year; others are not pending', async t => {
  const rows = await read(
    `${header}2018,Afghanistan,AFG,Germany,DEU,126018,65838,0,0,0
2018,Albania,ALB,Germany,DEU,5,-,0,0,0
2018,-,-,Germany,DEU,1063837,369284,0,0,0
2018,Atlantis,ATL,Germany,DEU,5,5,0,0,0
2018,Albania,ALB,Germany,DEU,5,1.5,0,0,0
`
  )
  t.match(countsIn([...rows.slice(0, 1), ...rows.slice(2, 3)]), [
    {
      ...{ subject: 'pending', as_at: '2018-12-31', period_from: '2018-12-31', period_to: '2018-12-31' },
      ...{ nationality: 'AFG', country_of_asylum: 'DEU', value: 65_838, unit: 'persons' },
      ...{ waiting_at: 'not_split', waiting_time: 'not_split', outcome: 'not_split', total_over: [] }
    },
    { nationality: 'not_split', total_over: ['nationality'], value: 369_284 }
  ])
  t.match(
    [1, 3, 4].map(at => rows[at]?.mapped),
    [
      { excluded: 'not_pending' },
      { rejected: 'unknown_code', unknown_codes: [{ field: 'coo_iso', code: 'ATL' }] },
      { rejected: 'unreadable_figure', readable: { nationality: 'ALB', country_of_asylum: 'DEU' } }
    ]
  )
})

t.test('a download of 2021 has lines before its header', async t => {
  const titles = Array.from({ length: 14 }, (_, i) =>
    i === 3 ? 'Extracted from the database\n' : '"",""\n'
  ).join('')
  t.match(countsIn(await read(`${titles}${header}2018,Afghanistan,AFG,Germany,DEU,126018,65838,0,0,0\n`)), [
    { value: 65_838 }
  ])
})

t.test('other layouts, and what is none of them', async t => {
  const item = {
    year: 2018,
    coo_iso: 'AFG',
    coa_iso: 'DEU',
    refugees: 126018,
    asylum_seekers: 65838,
    idps: '0'
  }
  const page = JSON.stringify({
    page: 1,
    maxPages: 1,
    items: [item, { ...item, coo_iso: 'ALB', asylum_seekers: '-' }]
  })
  const rows = await read(page, 'page.json')
  t.match(countsIn(rows.slice(0, 1)), [{ count_key: '2018/AFG/DEU', value: 65_838 }])
  t.match(rows[1]?.mapped, { excluded: 'not_pending' })
  t.match(countsIn(await read('year,coo_iso,coa_iso,refugees,asylum_seekers\n2018,AFG,DEU,126018,65838\n')), [
    { value: 65_838 }
  ])
  const notes =
    'Footnote,Year,Country of origin (ISO),Country of asylum (ISO),Population type\nText,2018,AFG,DEU,ASY\n'
  t.match((await read(notes, 'footnotes.csv'))[0]?.mapped, { excluded: 'footnote' })
  t.same(
    layoutOf(header.replace('Others of concern', 'Female 0-4'), 'x.csv'),
    [],
    'a column that splits figures'
  )
  t.same(layoutOf(header.replace('Asylum-seekers,', ''), 'x.csv'), [], 'no asylum-seekers')
  await t.rejects(read(header), { message: /no row/ })
  await t.rejects(read(`${header}2018,Afghanistan,AFG,Germany\n`), { message: /cut off/ })
})
