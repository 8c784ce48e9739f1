import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { starterApplications } from '../../../src/sources/unhcr-asylum-applications/restated.ts'
import { countsIn, mapText, starter } from '../released.ts'

const small = readFileSync(starter('applications-of-russian-nationals-2021-2025.csv'), 'utf8')
const countries = ['AUT', 'BEL', 'DEU', 'ESP', 'FIN', 'FRA', 'KOR', 'NLD', 'POL', 'SWE', 'USA']

t.test('the small table has just the rows of the whole one, figure by figure', async t => {
  const whole = gunzipSync(readFileSync(starter('tables/unhcr-asylum-applications-2000-2025.csv.gz')))
  const rowsOf = (text: string) => {
    const [header = '', ...lines] = text.trim().split(/\r?\n/)
    const names = header.split(',')
    const named = lines.map(line => Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])))
    return named.filter(
      ({ nationality, country_of_asylum = '', year = '' }) =>
        nationality === 'RUS' && countries.includes(country_of_asylum) && year >= '2021'
    )
  }
  const inOrder = (text: string) =>
    rowsOf(text)
      .map(row => JSON.stringify(row, [...Object.keys(row)].sort()))
      .sort()
  t.equal(inOrder(small).length, 127)
  t.equal(small.trim().split('\n').length, 128, 'and no other row')
  t.strictSame(inOrder(small), inOrder(whole.toString('utf8')))
})

t.test('it is read as the whole table is', async t => {
  const facts = countsIn(await mapText(starterApplications, small))
  t.equal(facts.length, 127)
  // grep '^2023,RUS,DEU,G,N,FI' in the file itself.
  const lodged = facts.filter(
    ({ country_of_asylum, period, source_level }) =>
      country_of_asylum === 'DEU' && period === '2023' && source_level === 'N-FI'
  )
  t.match(lodged, [
    { subject: 'applications', unit: 'persons', decision_stage: 'first_instance', value: 7663 }
  ])
})
