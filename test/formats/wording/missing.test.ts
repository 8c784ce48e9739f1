import t from 'tap'
import { designOf } from '../../../src/formats/chart/design.ts'
import { pictureHead } from '../../../src/formats/chart/head.ts'
import { jsonStat } from '../../../src/formats/json-stat/json-stat.ts'
import { sentence } from '../../../src/formats/sentence.ts'
import { aboutSheet } from '../../../src/formats/workbook/about.ts'
import type { Language } from '../../../src/vocabulary/labels/language.ts'
import type { MissingNote } from '../../../src/vocabulary/results/missing-note.ts'
import type { ResultTable } from '../../../src/vocabulary/results/result-table.ts'
import { count, figures, rate, row, told } from '../chart/figures.ts'

const said = (answer: ResultTable, lang: Language): string =>
  sentence(answer, told(lang, { citation: 'Example.' })).replace(/[\u00a0\u202f]/g, ' ')

/** Persons and their protection rate in 2024, of a table that lacks something. */
const lacking = (
  missing: MissingNote[],
  numbers: Record<string, number | null>,
  flags: Record<string, string[]>,
  more: Partial<ResultTable> = {}
): ResultTable =>
  figures(
    ['year'],
    [count('persons'), rate('total_protection_rate')],
    [row({ year: '2024', ...numbers }, flags)],
    { unit: 'persons', missing, ...more }
  )

const reporters = ['FIN', 'NOR'].map(code => ({
  dimension: 'country_of_asylum',
  values: [code],
  period: '2024'
}))
const grants = ['refugee_status_granted', 'complementary_protection_granted'].map(outcome => ({
  dimension: 'outcome',
  values: [outcome],
  period: '2024',
  country_of_asylum: 'JPN',
  told_at: ['FA']
}))
const partial = { persons: ['partial'], total_protection_rate: ['partial'] }
const without = (notes: MissingNote[]) =>
  lacking(notes, { persons: 120, total_protection_rate: 0.4, total_protection_rate_n: 100 }, partial)

t.test('a lower bound is said to be one, and names once what it is without', async t => {
  t.match(
    said(without(reporters), 'en'),
    'In 2024, there were decisions on at least 120 persons (without Finland and Norway); the total protection rate was 40.0%, of 100 persons (any'
  )
  t.match(
    said(without(reporters), 'es'),
    'decisiones sobre al menos 120 personas (sin: Finlandia y Noruega);'
  )
  t.match(said(without(reporters), 'fr'), 'concernant au moins 120 personnes (hors : Finlande et Norvège) ;')
})

t.test('many names are counted, the largest first', async t => {
  const many = ['ALB', 'AUT', 'BEL', 'BGR', 'CHE', 'CYP', 'DEU', 'DNK'].map((code, i) => ({
    ...{ dimension: 'country_of_asylum', values: [code], period: '2024' },
    nearest: { period: '2023', value: i }
  }))
  t.match(
    said(without(many), 'en'),
    '(without Denmark, Germany, Cyprus, Switzerland, Bulgaria, and 3 others)'
  )
})

t.test('what is missing at another time is not said of a row, and its own time is not repeated', async t => {
  const notes = [
    { dimension: 'country_of_asylum', values: ['FIN'], period: '2023' },
    { dimension: 'sex', values: ['female'], period: '2024-Q1' },
    { dimension: 'sex', values: ['female'], period: '2024-Q3' }
  ]
  t.match(said(without(notes), 'en'), '(without women and girls in Q1 2024 and Q3 2024)')
  const whole = [1, 2, 3, 4].map(n => ({ dimension: 'sex', values: ['female'], period: `2024-Q${n}` }))
  t.match(said(without(whole), 'en'), '(without women and girls)')
})

t.test('a rate without its outcomes is not given, with the level that publishes them', async t => {
  const of = (lang: Language, more: Partial<ResultTable> = {}) =>
    said(
      lacking(
        grants,
        { persons: 14_649, total_protection_rate: null },
        { persons: ['partial'], total_protection_rate: ['not_reported'] },
        { filters: { country_of_asylum: ['JPN'] }, ...more }
      ),
      lang
    )
  t.match(
    of('en'),
    'on at least 14,649 persons (without the outcome “Complementary protection granted” or “Refugee status or asylum granted”, published under level FA); the total protection rate is not given for that reason ('
  )
  const alone = { measures: [rate('total_protection_rate')] }
  t.match(
    of('en', alone),
    'In 2024 in Japan, the total protection rate is not given, since the source does not report the outcome “Complementary protection granted” or “Refugee status or asylum granted”, published under level FA ('
  )
  t.match(of('es', alone), 'no se indica, ya que la fuente no comunica: resultado «Protección complementaria')
  t.match(of('fr', { ...alone, filters: {} }), 'accordé » [Japon], publié au niveau FA (source')
  t.notMatch(of('en'), '%')
})

t.test('a rate to which a missing outcome does not belong is told without it', async t => {
  const closed = [{ dimension: 'outcome', values: ['withdrawn'], period: '2024' }]
  const text = said(without(closed), 'en')
  t.match(
    text,
    'on at least 120 persons (without the outcome “Withdrawn”); the total protection rate was 40.0%'
  )
})

t.test('a rate of reporters who publish no rejection says so', async t => {
  const kenya = lacking(
    [],
    { persons: 33_722, total_protection_rate: 1, total_protection_rate_n: 15_622 },
    { total_protection_rate: ['one_sided'] }
  )
  t.match(said(kenya, 'en'), 'was 100.0%, of 15,622 persons (')
  t.match(said(kenya, 'en'), '; no rejection is published; source')
  t.match(said(kenya, 'es'), '; no se publica ninguna denegación; fuente')
  t.match(said(kenya, 'fr'), ' ; aucun rejet n’est publié ; source')
})

t.test('a year that is not over is called by its months, of which nothing is missing', async t => {
  const cut = (to: string, more: Partial<ResultTable> = {}) =>
    lacking([], { persons: 9 }, { persons: ['partial'] }, { measures: [count('persons')], to, ...more })
  t.equal(
    said(cut('2024-09-30'), 'en'),
    'From January to September 2024, there were decisions on 9 persons (source: Example).'
  )
  t.match(said(cut('2024-09-30'), 'es'), 'De enero a septiembre de 2024, hubo')
  t.match(said(cut('2024-09-30'), 'fr'), 'De janvier à septembre 2024, on')
  t.match(said(cut('2024-12-31', { from: '2024-10-01' }), 'fr'), 'D’octobre à décembre 2024, on')
  t.match(said(cut('2024-01-31'), 'en'), 'In January 2024, there')
  t.match(said(cut('2024-09-15'), 'en'), 'From 1 January 2024 to 15 September 2024, there')
  t.match(said(cut('2024-09-15'), 'fr'), 'Du 1er janvier 2024 au 15 septembre 2024, on')
  t.match(
    said(cut('2024-09-30', { is_part_of_places: true }), 'en'),
    'on at least 9 persons (the period or place is not covered whole;'
  )
  const lacks = cut('2024-09-30', { missing: reporters })
  t.match(
    said(lacks, 'en'),
    'From January to September 2024, there were decisions on at least 9 persons (without'
  )
})

t.test('a row of a comparison lacks what its own source lacks', async t => {
  const of = (source: string) => without(reporters.map(note => ({ ...note, source, series: 'yearly' })))
  const constants = { source: 'unhcr', series: 'yearly', year_basis: 'calendar' }
  const withOwn = (answer: ResultTable) => ({
    ...answer,
    rows: answer.rows.map(each => ({ ...each, constants }))
  })
  t.match(said(withOwn(of('unhcr')), 'en'), '(without Finland and Norway)')
  t.match(
    said(withOwn(of('eurostat')), 'en'),
    'at least 120 persons (the period or place is not covered whole)'
  )
})

t.test('pictures, cubes and workbooks list what is missing', async t => {
  const answer = without([...reporters, ...grants])
  t.match(
    pictureHead(answer, designOf(answer), told('en')).subtitle.join(' '),
    'Not reported by the source: Finland and Norway in 2024; the outcome “Complementary protection granted” or “Refugee status or asylum granted” for Japan in 2024, published under level FA.'
  )
  t.same(jsonStat(answer, told()).extension.missing, answer.missing)
  const lines = (aboutSheet(answer, told()).data as { value: string }[][]).map(cells =>
    cells.map(({ value }) => value)
  )
  t.same(
    lines.filter(([name]) => name?.startsWith('Not reported')),
    [
      ['Not reported: country_of_asylum', 'FIN; in 2024'],
      ['Not reported: country_of_asylum', 'NOR; in 2024'],
      ['Not reported: outcome', 'refugee_status_granted; in 2024; of JPN; published under level FA'],
      ['Not reported: outcome', 'complementary_protection_granted; in 2024; of JPN; published under level FA']
    ]
  )
})

t.test('the caveats beside a picture are sentences in plain words, not ids', async t => {
  const answer = without([])
  const caveats = [{ id: 'odd-2023', text: 'year=2023 is odd.', plain: 'Something is odd about 2023.' }]
  const { notes } = pictureHead(answer, designOf(answer), told('en', { caveats }))
  t.match(notes.join('\n'), 'Note: Something is odd about 2023.')
  t.notMatch(notes.join('\n'), 'odd-2023')
})
