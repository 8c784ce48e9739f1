import t from 'tap'
import { sentence } from '../../src/formats/sentence.ts'
import type { Language } from '../../src/vocabulary/labels/language.ts'
import { languages } from '../../src/vocabulary/labels/language.ts'
import type { ResultTable } from '../../src/vocabulary/results/result-table.ts'
import * as examples from './chart/examples.ts'
import { count, figures, rate, row, told } from './chart/figures.ts'

const citation = { citation: 'Example Agency, release 2026-08, retrieved on 2026-09-02.' }
const said = (answer: ResultTable, lang: Language, more = {}): string =>
  sentence(answer, told(lang, { ...citation, ...more })).replace(/[\u00a0\u202f]/g, ' ')
/** The answer from its row at a place on. */
const from = (answer: ResultTable, place: number): ResultTable => ({
  ...answer,
  rows: answer.rows.slice(place)
})

t.test('a count says when, how many of whom, what was chosen, and whose figure it is', async t => {
  t.equal(
    said(examples.oneLine, 'en'),
    'In FY2018, there were 1,804 decisions on nationals of Russia (stage of the procedure: Review of a screening; US fiscal year (from 1 October); source: Example Agency, release 2026-08, retrieved on 2026-09-02).'
  )
  t.equal(
    said(examples.oneLine, 'es'),
    'En el año fiscal 2018, hubo 1804 decisiones sobre nacionales de Rusia (etapa del procedimiento: Revisión de la entrevista preliminar; año fiscal de EE. UU. (desde el 1 de octubre); fuente: Example Agency, release 2026-08, retrieved on 2026-09-02).'
  )
  t.equal(
    said(examples.oneLine, 'fr'),
    'Lors de l’exercice 2018, on compte 1 804 décisions concernant des ressortissants de Russie (étape de la procédure : Réexamen de l’entretien préliminaire ; exercice des États-Unis (à partir du 1er octobre) ; source : Example Agency, release 2026-08, retrieved on 2026-09-02).'
  )
})

t.test('persons, cases and applications are said to be decided on, and persons to return', async t => {
  const said_of = (unit: string, n: number, more: Partial<ResultTable> = {}) =>
    figures(['nationality'], [count(unit)], [row({ nationality: 'RUS', [unit]: n })], { unit, ...more })
  const persons = said_of('persons', 4239)
  t.match(said(persons, 'en'), 'there were decisions on 4,239 persons who are nationals of Russia (source')
  t.match(said(persons, 'es'), 'hubo decisiones sobre 4239 personas nacionales de Rusia (fuente')
  t.match(
    said(persons, 'fr'),
    'on compte des décisions concernant 4 239 personnes ressortissantes de Russie (source'
  )
  t.match(said(said_of('cases', 1), 'en'), 'there were decisions in 1 case of nationals of Russia (source')
  t.match(
    said(said_of('applications', 7), 'fr'),
    'on compte des décisions sur 7 demandes de ressortissants de Russie ('
  )
  const returned = { about: 'returns', date_basis: 'returned' } as const
  t.match(
    said(said_of('persons', 3, returned), 'en'),
    'there were returns of 3 persons who are nationals of Russia (source'
  )
  t.match(
    said(said_of('persons', 3, returned), 'es'),
    'hubo retornos de 3 personas nacionales de Rusia (fuente'
  )
})

t.test('by which date it was counted is said, but where a reader takes it for granted', async t => {
  const by = (date_basis: ResultTable['date_basis'], about: ResultTable['about']) =>
    said(figures(['year'], [count(about)], [row({ year: '2023', [about]: 9 })], { date_basis, about }), 'en')
  t.notMatch(by('decided', 'decisions'), 'by the date')
  t.notMatch(by('returned', 'returns'), 'by the date')
  t.match(by('filed', 'decisions'), 'In 2023, there were 9 decisions (by the date of filing; source')
  t.match(by('filed', 'cases'), 'In 2023, there were 9 cases (by the date of filing; source')
  t.match(by('decided', 'cases'), 'In 2023, there were 9 cases (by the date of the decision; source')
})

t.test('what is in scope and not counted is said, and so are figures in another unit', async t => {
  const part = (lang: Language) =>
    said(
      figures(['year'], [count('returns')], [row({ year: '2023', returns: 70 })], {
        ...{ unit: 'returns', about: 'returns', date_basis: 'returned' },
        left_out: [
          { reason: 'refused_entry', count: 40 },
          { reason: 'venue_change', count: null }
        ],
        not_added: ['cases']
      }),
      lang
    )
  t.match(
    part('en'),
    'there were 70 returns (left out of the whole answer: 40 people refused entry and some (venue change); what is counted in cases is not in it; source'
  )
  t.match(part('es'), 'excluidos del conjunto de la respuesta: 40 personas a las que se denegó la entrada y')
  t.match(part('fr'), 'exclus de l’ensemble de la réponse : 40 personnes refusées à l’entrée et')
})

t.test('people who were refused entry are not called returned', async t => {
  const refused = (lang: Language, unit: 'returns' | 'persons', n: number | null) =>
    said(
      figures(
        ['year', 'return_type'],
        [count(unit)],
        [row({ year: '2023', return_type: 'refused_entry', [unit]: n })],
        {
          ...{ unit, about: 'returns', date_basis: 'returned' },
          filters: { nationality: ['RUS'], country_of_asylum: ['USA'] }
        }
      ),
      lang
    )
  t.match(
    refused('en', 'returns', 40),
    'In 2023 in the United States, there were 40 refusals of entry concerning nationals of Russia (source'
  )
  t.match(refused('en', 'returns', 1), 'there was 1 refusal of entry concerning')
  t.match(refused('es', 'returns', 40), '40 denegaciones de entrada respecto de nacionales de Rusia')
  t.match(refused('fr', 'returns', 40), '40 refus d’entrée concernant des ressortissants de Russie')
  t.match(refused('en', 'persons', 40), 'refusals of entry of 40 persons who are nationals of Russia')
  t.match(refused('en', 'returns', null), 'the number of refusals of entry concerning nationals of Russia')
})

t.test('a rate says of how many, and what is divided by what', async t => {
  t.equal(
    said(examples.rateBars, 'en'),
    'From 2021 to 2025, the refugee recognition rate for nationals of Russia was 23.6%, of 3,120 persons (refugee status granted, of refugee status, complementary protection and rejections; source: Example Agency, release 2026-08, retrieved on 2026-09-02).'
  )
  t.match(
    said(examples.rateBars, 'es'),
    'fue del 23,6 %, sobre 3120 personas (estatuto de refugiado concedido, sobre'
  )
  t.match(said(examples.rateBars, 'fr'), 'est de 23,6 %, sur 3 120 personnes (statut de réfugié accordé, sur')
})

t.test('a rate of too few is not told, and says of how few', async t => {
  const few = from(examples.rateBars, 3)
  t.match(
    said(few, 'en'),
    'the refugee recognition rate is not given, since 7 persons would be too few for it (nationality: Stateless;'
  )
  t.match(
    said(few, 'es'),
    'no se indica: 7 personas, una base demasiado pequeña para ello (nacionalidad: Apátrida;'
  )
  t.match(
    said(few, 'fr'),
    'n’est pas indiqué : 7 personnes, une base trop faible pour cela (nationalité : Apatride ;'
  )
})

t.test('too few of a number that nobody tells are too few', async t => {
  const rows = [row({ days_to_decision_median: null }, { days_to_decision_median: ['low_n'] })]
  const few = figures([], [{ name: 'days_to_decision_median', kind: 'days' }], rows)
  t.match(
    said(few, 'es'),
    'la mediana de días hasta la decisión no se indica: la base es demasiado pequeña para ello ('
  )
  t.match(
    said(few, 'fr'),
    'la médiane des jours jusqu’à la décision n’est pas indiquée : la base est trop faible pour cela ('
  )
})

t.test('what is withheld or not reported is no zero, and a zero is one', async t => {
  t.match(
    said(from(examples.bars, 2), 'en'),
    'the number of decisions is withheld, which is not a zero (outcome:'
  )
  t.match(
    said(from(examples.bars, 2), 'es'),
    'el número de decisiones no se divulga, lo que no equivale a cero'
  )
  t.match(
    said(from(examples.bars, 2), 'fr'),
    'le nombre de décisions n’est pas divulgué, ce qui n’est pas un zéro'
  )
  t.match(said(from(examples.bars, 3), 'en'), 'the number of decisions is not reported, which is not a zero')
  t.match(
    said(from(examples.bars, 4), 'en'),
    'there were 0 closures without a decision on the merits (outcome: Withdrawn;'
  )
  t.notMatch(said(from(examples.bars, 4), 'en'), 'not a zero')
})

t.test('a number that is rounded, or of a period that is not over, says so', async t => {
  t.match(said(from(examples.bars, 1), 'en'), 'there were 18 decisions (rounded by the source; outcome:')
  t.match(
    said(from(examples.oneLine, 5), 'en'),
    'From October 2023 to June 2024, there were 1,290 decisions on nationals of Russia (stage'
  )
  const partOfPlaces = { ...from(examples.oneLine, 5), is_part_of_places: true }
  t.match(
    said(partOfPlaces, 'es'),
    'al menos 1290 decisiones sobre nacionales de Rusia (el periodo o el lugar no está cubierto por completo;'
  )
})

t.test('nothing found is no zero either', async t => {
  t.equal(
    said(examples.nothing, 'en'),
    'From 2021 to 2025, there is no figure (nationality: Tuvalu), which is not a zero (source: Example Agency, release 2026-08, retrieved on 2026-09-02).'
  )
  t.match(
    said(examples.nothing, 'es'),
    'De 2021 a 2025, no hay ninguna cifra (nacionalidad: Tuvalu), lo que no equivale a cero (fuente:'
  )
  t.match(
    said(examples.nothing, 'fr'),
    'De 2021 à 2025, il n’y a pas de chiffre (nationalité : Tuvalu), ce qui n’est pas un zéro (source :'
  )
})

t.test('made-up figures say so before anything else', async t => {
  for (const lang of languages)
    t.match(said(examples.bars, lang, { synthetic: true }), /^(MADE UP|DATOS INVENTADOS|DONNÉES FICTIVES)/)
})

t.test('one is one, and names of countries have their article', async t => {
  const one = (nationality: string) =>
    figures(['nationality'], [count('cases')], [row({ nationality, cases: 1 })], {
      from: '2024-03-01',
      to: '2024-03-15',
      about: 'cases',
      date_basis: 'filed'
    })
  t.match(
    said(one('USA'), 'en'),
    'From 1 March 2024 to 15 March 2024, there was 1 case of nationals of the United States (by the date of filing; source'
  )
  t.match(said(one('DMA'), 'en'), 'nationals of Dominica (')
  t.match(said(one('UNK'), 'en'), 'there was 1 case (nationality: Unknown;')
  t.match(
    said(one('USA'), 'es'),
    'Del 1 de marzo de 2024 al 15 de marzo de 2024, hubo 1 caso de nacionales de Estados Unidos ('
  )
  t.match(said(one('USA'), 'fr'), 'on compte 1 dossier de ressortissants des États-Unis (')
})

t.test('a stock is of its day; days, shares and links have sentences too', async t => {
  t.match(
    said(examples.pending, 'en'),
    'On 31 August 2026, the number of open cases was 412; the median wait in days was 88 (time waited: Under 6 months;'
  )
  t.match(
    said(examples.durations, 'en'),
    'the number decided was 812; the share not decided yet was 63.8%; the median of days to a decision was 402 (nationality: Russia;'
  )
  t.match(
    said(examples.pathways, 'en'),
    'there were 412 cases of nationals of Russia (from: Filed; to: First instance;'
  )
  t.match(said(examples.months, 'fr'), 'En janvier 2022, on compte 40 retours (type de retour : Forcé ;')
})

t.test('the first row alone is spoken of: rows are never added', async t => {
  const rows = [row({ sex: 'female', persons: 11 }), row({ sex: 'male', persons: 23 })]
  const text = said(figures(['sex'], [count('persons')], rows), 'en')
  t.match(text, 'there were decisions on 11 persons (women and girls only;')
  t.notMatch(text, /34|23/)
})

t.test('a rate beside its count is told after it', async t => {
  const both = figures(
    ['year'],
    [count('decisions'), rate('fear_found_rate')],
    [row({ year: '2023', decisions: 3300, fear_found_rate: 0.236, fear_found_rate_n: 3120 })],
    { filters: { nationality: ['RUS'] } }
  )
  t.match(
    said(both, 'en'),
    'In 2023, there were 3,300 decisions on nationals of Russia; the rate of fear found was 23.6%, of 3,120 decisions (fear found'
  )
})
