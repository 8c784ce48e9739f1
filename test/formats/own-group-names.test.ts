import { Readable } from 'node:stream'
import t from 'tap'
import { readWorkbook } from '../../src/reading/workbook.ts'
import { builtInGroups, type CountryGroup } from '../../src/vocabulary/countries/groups/country-group.ts'
import { firstTables } from '../loaded.ts'
import { service } from '../service.ts'

const name = 'the Nordic countries'
const nordic: CountryGroup = {
  ...{ id: 'nordic', names: { en: name, es: name, fr: name }, source: 'made up', edition: 'made up' },
  is_own: true,
  members: ['FIN', 'SWE'].map(country => ({ country }))
}
const asked =
  'source=unhcr-asylum-decisions&source_level=FI&country_of_asylum_group=nordic,UN_AFRICA&group_by=country_of_asylum_group,year'

t.test('a list of the operator is labelled by its name in every format', async t => {
  const { get, json } = await service(t, {}, firstTables, [...builtInGroups, nordic])
  const decisions = '/v1/statistics/decisions'
  const { meta } = await json(`${decisions}?${asked}&labels=true`)
  t.equal(meta.labels.country_of_asylum_group.values.nordic, name)
  const text = async (format: string, more = '') => (await get(`${decisions}.${format}?${asked}${more}`)).body
  t.match(await text('csv', '&labels=true'), `nordic,${name},2021`)
  t.equal(JSON.parse(await text('json-stat')).dimension.country_of_asylum_group.category.label.nordic, name)
  for (const format of ['vega-lite', 'svg'])
    for (const lang of ['en', 'fr'] as const) {
      const picture = await text(format, `&lang=${lang}`)
      t.match(picture, name, `${format} in ${lang}`)
      t.notMatch(picture, />nordic<|"place":"nordic"|"series":"nordic"/)
    }
  const grouped = 'country_of_asylum_group,year'
  const alone = asked.replace(',UN_AFRICA', '').replace(`group_by=${grouped}`, 'group_by=year')
  t.match((await get(`${decisions}.svg?${alone}`)).body, name, 'as a filter, in the title')
  const { rawPayload } = await get(`${decisions}.xlsx?${asked}`)
  const cells: unknown[] = []
  for await (const { rows } of readWorkbook(Readable.from([rawPayload]), 'book.xlsx'))
    for await (const row of rows()) cells.push(...row.cells)
  t.ok(cells.includes(name), 'a sheet of the workbook')
  const filtered = await get(
    '/v1/published-counts.csv?source=unhcr-asylum-decisions&country_of_asylum_group=nordic&limit=1&labels=true'
  )
  t.match(filtered.body, `nordic,${name}`, 'the column of the filter of a list')
})
