import t from 'tap'
import { byNationality } from '../../../src/sources/us-credible-fear/by-nationality.ts'
import { credibleFearSource } from '../../../src/sources/us-credible-fear/index.ts'
import { yearlyFile } from '../../../src/sources/us-credible-fear/not-imported.ts'
import { starterFearTable } from '../../../src/sources/us-credible-fear/starter-table.ts'
import { countsIn, mapText } from '../released.ts'

// DHS's DoHSdata.csv cut down to two fiscal years and the lines that are odd; cells as printed.
const title =
  '\uFEFFTop Fifteen Nationalities Referred for a Credible Fear Interview: Fiscal Years 2016 to 2021 (ranked by 2021 cases completed),,,,,,,,\n'
const years = 'NATIONALITY,2021,2021,2021,2021,2016,2016,2016,2016\n'
const groups = ', Credible Fear Cases ,,,, Credible Fear Cases ,,,\n'
const columns =
  ',Completed,Credible Fear Found,Credible Fear Not Found,Closed,Completed,Credible Fear Found,Credible Fear Not Found,Closed\n'
const lines = [
  'TOTAL," 43,958 "," 29,869 "," 11,711 "," 2,378 "," 91,038 "," 72,466 "," 9,140 "," 9,432 "\n',
  'Haiti," 3,300 ", 893 ," 2,300 ", 107 , 492 , 285 , 153 , 54 \n',
  'Cuba," 6,626 "," 5,586 ", 780 , 260 , D , D ,0, D \n',
  'All Other Nationalities," 3,343 "," 2,399 ", 632 , 312 ," 8,212 "," 6,930 ", 478 , - \n'
]
const footnotes =
  'D Data withheld to limit disclosure.,,,,,,,,\n- Represents zero.,,,,,,,,\n"Source: DHS Office of Immigration Statistics analysis of USCIS Asylum Pre-\nScreening Officer (APSO) Database.",,,,,,,,'
const table = (body = lines.join(''), foot = footnotes) => title + years + groups + columns + body + foot
const read = (text = table()) => mapText(byNationality, text, 'DoHSdata.csv')

t.test('a line becomes four figures for each fiscal year of the header', async t => {
  const rows = await read()
  t.equal(rows.length, 4, 'header and footnotes are no rows')
  const haiti = countsIn(rows).filter(({ nationality }) => nationality === 'HTI')
  t.same(
    haiti.map(({ period, outcome, value }) => [period, outcome, value]),
    [
      ['FY2021', 'not_split', 3300],
      ['FY2021', 'fear_found', 893],
      ['FY2021', 'fear_not_found', 2300],
      ['FY2021', 'otherwise_closed', 107],
      ['FY2016', 'not_split', 492],
      ['FY2016', 'fear_found', 285],
      ['FY2016', 'fear_not_found', 153],
      ['FY2016', 'otherwise_closed', 54]
    ]
  )
  t.match(haiti[5], {
    line: 6,
    count_key: 'FY2016/HTI/fear_found',
    period_from: '2015-10-01',
    period_to: '2016-09-30',
    decision_stage: 'screening',
    authority: 'us_uscis',
    screening_type: 'credible_fear',
    country_of_asylum: 'USA',
    unit: 'cases',
    total_over: []
  })
})

t.test('withheld is no number, zero is one, and the two ways to print zero are equal', async t => {
  const facts = countsIn(await read())
  const cell = (key: string) => {
    const { value, status } = facts.find(({ count_key }) => count_key === key) ?? {}
    return [value, status]
  }
  t.same(cell('FY2016/CUB/completed'), [null, 'suppressed'])
  t.same(cell('FY2016/CUB/fear_not_found'), [0, 'ok'])
  t.same(cell('FY2016/OTHER/closed'), [0, 'ok'])
})

t.test('the total row and the column of completed cases are totals, over what each sums up', async t => {
  const facts = countsIn(await read())
  t.same(
    facts.slice(0, 2).map(({ nationality, total_over }) => [nationality, total_over]),
    [
      ['not_split', ['nationality', 'outcome']],
      ['not_split', ['nationality']]
    ]
  )
  t.same(facts.find(({ count_key }) => count_key === 'FY2021/HTI/completed')?.total_over, ['outcome'])
  t.equal(facts.find(({ source_label }) => source_label?.startsWith('All Other'))?.nationality, 'OTHER')
})

t.test('a table without its last footnote, its total or a closed quote was cut off', async t => {
  await t.rejects(read(table(undefined, '')), { code: 'truncated', message: /closing footnote/ })
  await t.rejects(read(table(lines.slice(1).join(''))), { code: 'truncated', message: /"TOTAL"/ })
  await t.rejects(read(table().slice(0, -60)), { code: 'truncated' })
  await t.rejects(read(table(lines.join('').slice(0, -9), '')), { code: 'truncated' })
})

t.test('a header that is not as expected is an error, never a shifted table', async t => {
  const swap = (from: string, to: string) => read(table().replace(from, to))
  await t.rejects(swap('NATIONALITY,2021', 'NATIONALITY,21'), { code: 'malformed', line: 2 })
  await t.rejects(swap(' Credible Fear Cases ', ' Reasonable Fear Cases '), { code: 'malformed', line: 3 })
  await t.rejects(swap('Credible Fear Found', 'Fear Established'), { code: 'malformed', line: 4 })
  await t.rejects(swap('2021,2016', '2016,2016'), { code: 'malformed', line: 4 })
  await t.rejects(swap(',Completed,', ',Closed,'), { code: 'malformed', line: 4 })
})

t.test('a nationality that nobody knows, and a figure that is none, reject the row', async t => {
  const rows = await read(table().replace('Haiti', 'Haitii').replace(' 780 ', ' 78O '))
  t.match(rows[1]?.mapped, {
    rejected: 'unknown_code',
    unknown_codes: [{ field: 'nationality', code: 'Haitii' }],
    readable: { nationality: undefined, country_of_asylum: 'USA', decision_stage: 'screening', unit: 'cases' }
  })
  t.match(rows[2]?.mapped, {
    rejected: 'unreadable_figure',
    readable: { period_from: '2015-10-01', period_to: '2021-09-30' }
  })
})

t.test('the shipped table gives the same numbers under the same keys', async t => {
  const restated = await mapText(
    starterFearTable,
    'fiscal_year,nationality,completed,fear_found,fear_not_found,closed\n2016,TOTAL,91038,72466,9140,9432\n2016,CUB,D,D,0,D\n'
  )
  const brief = (facts: ReturnType<typeof countsIn>) =>
    facts.map(({ count_key, value, status, total_over, outcome }) => ({
      count_key,
      value,
      status,
      total_over,
      outcome
    }))
  const same = countsIn(await read()).filter(({ count_key }) => /^FY2016\/(TOTAL|CUB)/.test(count_key))
  t.same(brief(countsIn(restated)), brief(same))
})

t.test('the yearly file is known, and refused with the reason', async t => {
  const yearly = 'fiscal_year,fear_not_found,fear_found,other,total\n2016,9224,72812,9933,91969\n'
  const layouts = (text: string) => credibleFearSource.layouts.filter(layout => layout.matches(text, 'a.csv'))
  t.same(layouts(yearly), [yearlyFile])
  await t.rejects(mapText(yearlyFile, yearly), { name: 'ReadingError', message: /91,969 against 91,038/ })
})
