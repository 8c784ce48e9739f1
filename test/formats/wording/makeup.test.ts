import t from 'tap'
import { jsonStat } from '../../../src/formats/json-stat/json-stat.ts'
import { sentence } from '../../../src/formats/sentence.ts'
import { svg } from '../../../src/formats/svg.ts'
import type { Language } from '../../../src/vocabulary/labels/language.ts'
import type { ResultTable } from '../../../src/vocabulary/results/result-table.ts'
import { count, figures, row, told } from '../chart/figures.ts'

const said = (table: ResultTable, lang: Language): string =>
  sentence(table, told(lang))
    .replace(/[\u00a0\u202f]/g, ' ')
    .split(' (')[0] ?? ''
const parts = (unit: string, numbers: Record<string, number | null>, dimension = 'outcome_group') => ({
  parts: {
    dimension,
    rows: Object.entries(numbers).map(([word, n]) => row({ [dimension]: word, [unit]: n }))
  }
})
const of = (unit: string, n: number, more: Partial<ResultTable> = {}): ResultTable =>
  figures([], [count(unit)], [row({ [unit]: n })], { unit, from: '2023-01-01', to: '2023-12-31', ...more })

t.test('a total over closures says how many were decided', async t => {
  const makeup = parts('persons', { refugee_status: 62_000, rejected: 32_706, closed: 36_538 })
  const total = of('persons', 131_244, { makeup })
  t.equal(
    said(total, 'en'),
    'In 2023, there were decisions or closures for 131,244 persons: 94,706 decided and 36,538 closed without a decision on the merits'
  )
  t.equal(
    said(total, 'es'),
    'En 2023, hubo decisiones o cierres respecto de 131.244 personas: 94.706 con decisión y 36.538 con cierre sin decisión sobre el fondo'
  )
  t.equal(
    said(total, 'fr'),
    'En 2023, on compte des décisions ou des clôtures concernant 131 244 personnes : 94 706 avec décision et 36 538 avec clôture sans décision au fond'
  )
})

t.test('parts that are withheld or do not add up are not shown, and closures may be among them', async t => {
  const odd: Record<string, number | null>[] = [{ rejected: 3, closed: null }, { rejected: 3, closed: 4 }, {}]
  for (const numbers of odd)
    t.equal(
      said(of('cases', 9, { makeup: parts('cases', numbers) }), 'en'),
      'In 2023, there were decisions or closures in 9 cases'
    )
})

t.test('where nothing is closed there are decisions, and where all is there are closures', async t => {
  const decided = of('applications', 9, { makeup: parts('applications', { rejected: 6, remanded: 3 }) })
  t.equal(said(decided, 'en'), 'In 2023, there were decisions on 9 applications')
  const closed = { filters: { outcome: ['withdrawn', 'abandoned'] } }
  t.equal(
    said(of('persons', 9, closed), 'en'),
    'In 2023, there were closures without a decision on the merits for 9 persons'
  )
  t.equal(
    said(of('persons', 9, closed), 'es'),
    'En 2023, hubo cierres sin decisión sobre el fondo respecto de 9 personas'
  )
  t.equal(
    said(of('persons', 9, closed), 'fr'),
    'En 2023, on compte des clôtures sans décision au fond concernant 9 personnes'
  )
  const group = of('decisions', 1, { filters: { outcome_group: ['closed'], nationality: ['MEX'] } })
  t.equal(
    said(group, 'en'),
    'In 2023, there was 1 closure without a decision on the merits concerning nationals of Mexico'
  )
  t.equal(
    said(group, 'fr'),
    'En 2023, on compte 1 clôture sans décision au fond concernant des ressortissants du Mexique'
  )
  t.notMatch(sentence(group, told()), 'group of outcomes')
  const pending = of('cases', 2, { filters: { outcome: ['pending'] } })
  t.equal(said(pending, 'en'), 'In 2023, there were procedures still pending in 2 cases')
})

t.test('the kind of a row is that of its own outcome', async t => {
  const rows = [row({ outcome: 'withdrawn', persons: 5 }), row({ outcome: 'rejected', persons: 7 })]
  const table = figures(['outcome'], [count('persons')], rows, { unit: 'persons' })
  t.match(said(table, 'en'), 'there were closures without a decision on the merits for 5 persons')
  t.match(said({ ...table, rows: rows.slice(1) }, 'en'), 'there were decisions on 7 persons')
  t.match(await svg(table, told()), '<title>Decisions and closures by outcome · ')
  t.match(jsonStat(table, told()).label, /^Decisions and closures by outcome/)
})

t.test('returns say how many were enforced and how many voluntary', async t => {
  const returns = (n: number, numbers: Record<string, number | null>) =>
    of('returns', n, {
      ...{ about: 'returns', date_basis: 'returned' },
      makeup: parts('returns', numbers, 'return_type')
    })
  const both = returns(70, { enforced: 1, voluntary: 69 })
  t.equal(said(both, 'en'), 'In 2023, there were 70 returns: 1 enforced return and 69 voluntary returns')
  t.equal(said(both, 'es'), 'En 2023, hubo 70 retornos: 1 retorno forzoso y 69 retornos voluntarios')
  t.equal(said(both, 'fr'), 'En 2023, on compte 70 retours : 1 retour forcé et 69 retours volontaires')
  t.match(sentence(returns(70, {}), told()), '70 returns (how many of them were enforced is not reported;')
  t.match(
    sentence(returns(70, { enforced: 9 }), told('fr')),
    '(le nombre de retours forcés n’est pas communiqué'
  )
  const only = of('returns', 9, { about: 'returns', filters: { return_type: ['enforced'] } })
  t.notMatch(sentence(only, told()), /:.*voluntary|is not reported/)
})

t.test('undated figures have no range of dates', async t => {
  const cases = (makeup: ResultTable['makeup']) =>
    of('cases', 4, { about: 'cases', date_basis: 'filed', ...(makeup && { makeup }) })
  const none = cases({ undated: { count: 4, is_all: true } })
  t.match(sentence(none, told()), /^There were 4 cases \(without a date of filing; source/)
  t.match(sentence(none, told('es')), /^Hubo 4 casos \(sin fecha de presentación; fuente/)
  t.match(sentence(none, told('fr')), /^On compte 4 dossiers \(sans date de dépôt\s; source/)
  t.match(await svg(none, told()), '<title>Cases</title>')
  t.equal(jsonStat(none, told()).label, 'Decisions')
  const some = sentence(cases({ undated: { count: 1, is_all: false } }), told())
  t.match(some, /^In 2023, there were 4 cases \(by the date of filing; 1 without a date of filing; source/)
})
