import t from 'tap'
import { jsonStat } from '../../../src/formats/json-stat/json-stat.ts'
import { sentence } from '../../../src/formats/sentence.ts'
import { svg } from '../../../src/formats/svg.ts'
import { countryForm } from '../../../src/formats/wording/country-forms.ts'
import { aboutSheet } from '../../../src/formats/workbook/about.ts'
import { countries } from '../../../src/vocabulary/countries/country.ts'
import { type Language, languages } from '../../../src/vocabulary/labels/language.ts'
import type { ResultTable } from '../../../src/vocabulary/results/result-table.ts'
import { count, figures, row, told } from '../chart/figures.ts'

const year = (more: Partial<ResultTable> = {}): ResultTable =>
  figures(['year'], [count('persons')], [row({ year: '2023', persons: 9 })], { unit: 'persons', ...more })
const one = (country: string): Partial<ResultTable> => ({
  place: { countries: [country], reports_to: null }
})
const reporters = { countries: ['DEU', 'FRA', 'ITA', 'NLD'], reports_to: 'Eurostat' }
const said = (table: ResultTable, lang: Language): string => sentence(table, told(lang)).split(' (')[0] ?? ''

t.test('a sentence names the country of a source of one country', async t => {
  t.equal(said(year(one('GBR')), 'en'), 'In 2023 in the United Kingdom, there were decisions on 9 persons')
  t.equal(said(year(one('GBR')), 'es'), 'En 2023, en el Reino Unido, hubo decisiones sobre 9 personas')
  t.equal(
    said(year(one('GBR')), 'fr'),
    'En 2023, au Royaume-Uni, on compte des décisions concernant 9 personnes'
  )
  t.equal(
    said({ ...year(one('USA')), rows: [] }, 'fr'),
    'De 2021 à 2025, aux États-Unis, il n’y a pas de chiffre, ce qui n’est pas un zéro'
  )
})

t.test('a country that the question or the row names goes before the one of the source', async t => {
  const filtered = year({ place: 'worldwide', filters: { country_of_asylum: ['DEU'] } })
  t.equal(said(filtered, 'en'), 'In 2023 in Germany, there were decisions on 9 persons')
  t.notMatch(sentence(filtered, told()), 'country of asylum')
  const grouped = { ...filtered, dimensions: ['country_of_asylum'] }
  const ofRow = { ...grouped, rows: [row({ country_of_asylum: 'MLI', persons: 9 })] }
  t.match(said(ofRow, 'fr'), 'au Mali, on compte')
  const several = year({ place: 'worldwide', filters: { country_of_asylum: ['DEU', 'FRA'] } })
  t.match(sentence(several, told()), /^In 2023, there were .*\(country of asylum: Germany or France;/)
  const unknown = year({ place: 'worldwide', filters: { country_of_asylum: ['UNK'] } })
  t.match(sentence(unknown, told()), /^In 2023, there were .*\(country of asylum: Unknown;/)
})

t.test('worldwide is said of the whole world only, and else how many countries report', async t => {
  t.match(said(year({ place: 'worldwide' }), 'en'), 'In 2023 worldwide, there were')
  t.match(said(year({ place: 'worldwide' }), 'es'), 'En 2023, en todo el mundo, hubo')
  t.match(said(year({ place: reporters }), 'en'), 'In 2023 in 4 countries that report to Eurostat, there')
  t.match(said(year({ place: reporters }), 'es'), 'en 4 países que informan a Eurostat, hubo')
  t.match(
    said(year({ place: reporters }), 'fr'),
    'dans 4 pays qui communiquent leurs données à Eurostat, on compte'
  )
  t.match(
    said(year({ place: { countries: ['DEU', 'FRA'], reports_to: null } }), 'en'),
    'in Germany and France, there were'
  )
  t.match(said(year(), 'en'), /^In 2023, there were/, 'nothing is said of what is not known')
})

t.test('returns are from a place', async t => {
  const returns = { about: 'returns', date_basis: 'returned' } as const
  const of = (more: Partial<ResultTable>) =>
    figures(['nationality'], [count('returns')], [row({ nationality: 'IRN', returns: 70 })], {
      ...{ ...returns, unit: 'returns' },
      ...more
    })
  t.match(said(of(one('GBR')), 'en'), 'there were 70 returns of nationals of Iran from the United Kingdom')
  t.match(said(of(one('GBR')), 'es'), 'hubo 70 retornos de nacionales de Irán desde el Reino Unido')
  t.match(said(of(one('GBR')), 'fr'), 'on compte 70 retours de ressortissants d’Iran depuis le Royaume-Uni')
  t.match(said(of({ place: reporters }), 'en'), 'from 4 countries that report to Eurostat')
})

t.test('titles of pictures, cubes and workbooks name the place, the sex and the age', async t => {
  const women = year({ ...one('GBR'), filters: { sex: ['female'] } })
  const picture = await svg(women, told())
  t.match(picture, '<title>Decisions in the United Kingdom · women and girls only · 2021–2025</title>')
  t.equal(
    jsonStat(women, told()).label,
    'Decisions in the United Kingdom by year, women and girls only, 2021-01-01 to 2025-12-31'
  )
  const [title] = aboutSheet(women, told()).data ?? []
  t.match(JSON.stringify(title), 'Decisions in the United Kingdom by year, women and girls only')
  t.match(await svg(women, told('fr')), '· femmes et filles uniquement ·')
  t.match(await svg(women, told('es')), '· solo mujeres y niñas ·')
  const children = year({ ...one('GBR'), filters: { age_group: ['0-17'], unaccompanied: ['true'] } })
  t.match(
    jsonStat(children, told('fr')).label,
    /, enfants uniquement, mineurs non accompagnés uniquement, 2021/
  )
  t.match(await svg(year({ place: 'worldwide' }), told('fr')), 'Décisions dans le monde entier · ')
})

t.test('names of countries have their article, and none is guessed', async t => {
  const expected = {
    in: { DEU: 'en Allemagne', GBR: 'au Royaume-Uni', USA: 'aux États-Unis', CUB: 'à Cuba', IRN: 'en Iran' },
    of: {
      DEU: 'd’Allemagne',
      GBR: 'du Royaume-Uni',
      USA: 'des États-Unis',
      HTI: 'd’Haïti',
      HND: 'du Honduras'
    },
    from: {
      DEU: 'depuis l’Allemagne',
      SYR: 'depuis la Syrie',
      COD: 'depuis la République démocratique du Congo'
    },
    to: { ISR: 'vers Israël', NLD: 'vers les Pays-Bas', CUB: 'vers Cuba' }
  } as const
  for (const [form, names] of Object.entries(expected))
    for (const [code, text] of Object.entries(names))
      t.equal(countryForm(form as keyof typeof expected, code, 'fr'), text)
  t.equal(countryForm('of', 'GBR', 'es'), 'del Reino Unido')
  t.equal(countryForm('to', 'GBR', 'es'), 'al Reino Unido')
  t.equal(countryForm('to', 'SLV', 'es'), 'a El Salvador')
  t.equal(countryForm('in', 'UNK', 'fr'), undefined)
  const states = countries.filter(({ status }) => status === 'current' || status === 'dissolved')
  const without = states.filter(({ code }) => languages.some(lang => !countryForm('in', code, lang)))
  t.same(
    without.map(({ code }) => code),
    ['ATF', 'IOT', 'PCI', 'SGS', 'SJM'],
    'names that fit into no French sentence'
  )
})
