import t from 'tap'
import { sentence } from '../../../src/formats/sentence.ts'
import type { Language } from '../../../src/vocabulary/labels/language.ts'
import { caseMeasures } from '../../../src/vocabulary/measures/case-statistics.ts'
import { measureNames, rateNames } from '../../../src/vocabulary/measures/measure.ts'
import type { PlaceOfFigures } from '../../../src/vocabulary/results/place.ts'
import type { ResultColumn, ResultTable } from '../../../src/vocabulary/results/result-table.ts'
import { misprints } from '../../vocabulary/labels/texts/french.ts'
import { count, days, figures, rate, row, told } from '../chart/figures.ts'

const kindOf = (name: string): ResultColumn => {
  if ((rateNames as readonly string[]).includes(name) || name.startsWith('share_')) return rate(name)
  return /median|days_|p\d\d/.test(name) ? days(name) : count(name)
}
const measures = [...new Set([...measureNames, ...caseMeasures.map(({ measure }) => measure)])].map(kindOf)

const numbers = [0, 1, 2, 1_234, 1_234_567]
const nulls = ['suppressed', 'low_n', 'not_applicable', 'not_reported', 'partial']
/** One nationality a form of the article in French: le, la, l’, les, none. */
const nationalities = [
  'RUS',
  'AFG',
  'MLI',
  'IRN',
  'USA',
  'CUB',
  'NLD',
  'UNK',
  'XXA',
  'HTI',
  'COD',
  'HND',
  'SLV'
]
const filters: ResultTable['filters'][] = [
  {},
  ...nationalities.map(code => ({ nationality: [code] })),
  { nationality: ['RUS', 'UKR'], sex: ['female'] },
  { country_of_asylum: ['GBR'], age_group: ['0-17'] },
  { country_of_asylum: ['USA'], outcome: ['rejected'] },
  { country_of_asylum: ['CUB'], outcome: ['refugee_status_granted'], unaccompanied: ['true'] },
  { country_of_return: ['NLD'], return_type: ['enforced'] }
]
const places: (PlaceOfFigures | undefined)[] = [
  undefined,
  'worldwide',
  { countries: ['GBR'], reports_to: null },
  { countries: ['DNK', 'NOR', 'USA'], reports_to: null },
  { countries: ['DNK', 'NOR', 'USA', 'FRA'], reports_to: 'Eurostat' }
]
const periods = ['2024', 'FY2024', '2024-Q1', '2024-Q3', 'FY2024-Q2', '2024-01', '2024-08']

/** Every sentence of the matrix: a measure, what its cell has, what was chosen, where, and when. */
function* answers(): Generator<ResultTable> {
  for (const measure of measures) {
    const { name, kind } = measure
    const unit = kind === 'count' && !['pending', 'published_total'].includes(name) ? name : 'persons'
    const about = name === 'returns' ? 'returns' : 'decisions'
    const cells = [
      ...numbers.map(n => row({ [name]: kind === 'share' ? (n % 10) / 10 : n, [`${name}_n`]: n })),
      ...nulls.map(flag => row({ [name]: null, [`${name}_n`]: 1 }, { [name]: [flag] })),
      row({ [name]: 2, [`${name}_n`]: 2 }, { [name]: ['partial', 'rounded', 'provisional'] })
    ]
    for (const cell of cells)
      for (const chosen of filters)
        yield figures([], [measure], [cell], { unit, about, filters: chosen } as Partial<ResultTable>)
    for (const place of places)
      yield figures([], [measure], [cells[2] ?? row({})], { unit, about, place } as Partial<ResultTable>)
    for (const period of periods) {
      const dimension = period.includes('Q') ? 'quarter' : period.length === 7 ? 'month' : 'year'
      const year_basis = period.startsWith('FY') ? 'us_fiscal' : 'calendar'
      yield figures([dimension], [measure], [row({ [dimension]: period, [name]: 0.5 })], {
        ...{ unit, about, year_basis, from: '2021-01-01', to: '2025-12-31' }
      } as Partial<ResultTable>)
    }
  }
}

const space = '[ \\u00a0\\u202f]'
const any = (...patterns: string[]): RegExp => new RegExp(patterns.join('|'), 'u')
/** What no printer of the language would let stand. */
const faults: Record<'es' | 'fr', readonly RegExp[]> = {
  fr: [
    // Contractions and elisions that were not made.
    any(
      '\\bde le\\b',
      '\\bde les\\b',
      '\\bà le\\b',
      '\\bà les\\b',
      `\\b(?:de|le|la|que|ne) (?:[aeiouéèêœAEIOUÉÈŒ]|Haïti|Honduras)`
    ),
    /* Numbers: a decimal comma, and a narrow space between thousands. */
    /\d\.\d|\d,\d{3}\b/,
    any(`\\d ${'%'}`, '(?<!\\d)[01] (?:personnes|décisions|dossiers|demandes|retours)\\b'),
    /\b1 (?:janvier|février|mars|août|octobre)\b/
  ],
  es: [
    any('\\bde el\\b', '\\ba el\\b'),
    /\d\.\d(?!\d\d)/,
    any(
      '(?<!\\d)1 (?:personas|decisiones|casos|solicitudes|retornos)\\b',
      '(?<![\\d.])0 (?:persona|decisión|caso)\\b'
    ),
    /(?<!¿[^?]*)\?|(?<!¡[^!]*)!/
  ]
}
/** Of both: spaces, ends, empty slots, and names of months with a capital. */
const common = [
  new RegExp(`${space}{2}|\\(${space}|${space}[,.)]|,,|\\{|\\}|undefined|null`),
  /(?<=\p{L} )(?:Enero|Febrero|Marzo|Agosto|Janvier|Mars|Août)\b/u
]
const english = /\b(?:the|of|with|which|from|in|by|was|were|there|nationals|decisions|persons)\b/

const told_in = (answer: ResultTable, lang: Language): string =>
  sentence(answer, told(lang, { citation: 'Agencia X.' }))

t.test('no sentence of the matrix has what a printer of its language would mark', async t => {
  for (const lang of ['es', 'fr'] as const) {
    const seen = new Set<string>()
    const wrong = new Map<string, string>()
    for (const answer of answers()) {
      const text = told_in(answer, lang)
      seen.add(text)
      const found = [
        ...[...common, ...faults[lang], english].flatMap(rule => text.match(rule)?.[0] ?? []),
        ...(lang === 'fr' ? misprints(text) : []),
        ...(/^[\p{Lu}]/u.test(text) ? [] : ['no capital']),
        ...(/[.]$/.test(text.trim()) ? [] : ['no full stop'])
      ]
      for (const each of found) wrong.set(each, text)
    }
    t.ok(seen.size > 1000, `${seen.size} sentences`)
    t.same([...wrong], [], lang)
  }
})

t.test('the rules find what is wrong', async t => {
  const fr = ['le taux de le Mali', 'de Iran', '0 personnes', '12 % ', '1 234.5']
  for (const text of fr)
    t.ok(
      faults.fr.some(rule => rule.test(text)),
      text
    )
  for (const text of ['de el Reino', '1 personas', 'Hola!'])
    t.ok(
      faults.es.some(rule => rule.test(text)),
      text
    )
  t.ok(common.some(rule => rule.test('a  b')))
})
