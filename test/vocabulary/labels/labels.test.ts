import t from 'tap'
import { cellStatuses } from '../../../src/vocabulary/cell-status.ts'
import { caseStatuses, certainties, waitingTimes } from '../../../src/vocabulary/closed-lists.ts'
import { countryCodes } from '../../../src/vocabulary/countries/country.ts'
import { decisionStages } from '../../../src/vocabulary/decision-stage.ts'
import texts from '../../../src/vocabulary/labels/labels.json' with { type: 'json' }
import {
  dimensionLabel,
  labelOf,
  measureLabel,
  rateDefinition,
  statusLabel,
  unitLabel
} from '../../../src/vocabulary/labels/labels.ts'
import { languages } from '../../../src/vocabulary/labels/language.ts'
import { caseMeasures, durationEvents } from '../../../src/vocabulary/measures/case-statistics.ts'
import { dimensionNames, dimensions, wordsOf } from '../../../src/vocabulary/measures/dimension.ts'
import { measureNames, rateNames } from '../../../src/vocabulary/measures/measure.ts'
import { differenceSplits, recordDifferences } from '../../../src/vocabulary/release/difference.ts'
import { grains, units } from '../../../src/vocabulary/unit.ts'

/** Every word that an answer can have, with its dimension. */
const allWords: (readonly [dimension: string, word: string])[] = [
  ...dimensionNames.flatMap(name =>
    (dimensions[name].kind === 'country' ? countryCodes : (wordsOf(name) ?? ['UNK', 'not_split'])).map(
      word => [name, word] as const
    )
  ),
  ...waitingTimes.map(word => ['waiting_time', word] as const),
  ...recordDifferences.map(word => ['difference', word] as const),
  ...differenceSplits.map(word => ['by', word] as const),
  ...grains.map(word => ['record', word] as const),
  ...durationEvents.map(word => ['event', word] as const),
  ...certainties.map(word => ['certainty', word] as const),
  ...['filed', ...decisionStages].map(word => ['from', word] as const),
  ...[...decisionStages, ...caseStatuses].map(word => ['to', word] as const)
]

t.test('every word of every closed list and every country has a label in each language', async t => {
  t.ok(allWords.length > 900, 'the lists were found')
  for (const lang of languages)
    t.same(
      allWords
        .filter(([name, word]) => {
          const label = labelOf(name, word, lang)
          return label === word || label.trim() === '' || /_/.test(label)
        })
        .map(([name, word]) => `${lang} ${name}: ${word}`),
      []
    )
})

t.test('so has every dimension, measure, unit and status', async t => {
  const measures = [...measureNames, ...caseMeasures.map(({ measure }) => measure), 'n', 'n_pending']
  const has = (label: string | undefined) => label !== undefined && label !== '' && !/_/.test(label)
  for (const lang of languages) {
    const missing = [
      ...[...dimensionNames, 'waiting_time', 'from', 'to'].filter(name => !has(dimensionLabel(name, lang))),
      ...measures.filter(name => !has(measureLabel(name, lang)) || measureLabel(name, lang) === 'n'),
      ...rateNames.filter(name => !has(rateDefinition(name, lang))),
      ...cellStatuses.filter(name => !has(statusLabel(name, lang))),
      ...units.filter(name => [0, 1, 2, 1_000_000].some(n => !has(unitLabel(name, n, lang))))
    ]
    t.same(missing, [], lang)
  }
})

t.test('no label is for a word that is in no list', async t => {
  const {
    dimensions: _,
    measures,
    measure_subjects,
    definitions,
    units: __,
    statuses,
    year_bases,
    general,
    pathway,
    ...lists
  } = texts
  t.ok(measures && measure_subjects && definitions && statuses && year_bases && general && pathway)
  const known = new Set(allWords.map(([name, word]) => `${name} ${word}`))
  t.same(
    Object.entries(lists).flatMap(([name, labels]) =>
      Object.keys(labels)
        .map(word => `${name} ${word}`)
        .filter(key => !known.has(key))
    ),
    []
  )
})

t.test('two words of a list never read alike', async t => {
  for (const lang of languages) {
    const seen = new Map<string, string>()
    const alike = allWords.filter(([name, word]) => {
      const key = `${name} ${labelOf(name, word, lang)}`
      const other = seen.get(key)
      seen.set(key, word)
      return other !== undefined && other !== word
    })
    t.same(alike, [], lang)
  }
})

t.test('a code of the source stays itself, and so does a word of an Object’s own', async t => {
  t.equal(labelOf('court', 'NYC', 'fr'), 'NYC')
  t.equal(labelOf('case_type', 'constructor', 'en'), 'constructor')
  t.equal(labelOf('outcome', 'toString', 'en'), 'toString')
  t.equal(labelOf('court', 'UNK', 'es'), 'No consta')
})

t.test('a unit is written for its number', async t => {
  t.equal(unitLabel('cases', 1, 'en'), 'case')
  t.equal(unitLabel('cases', 0, 'en'), 'cases')
  t.equal(unitLabel('persons', 0, 'fr'), 'personne')
  t.equal(unitLabel('persons', 0, 'es'), 'personas')
  t.equal(unitLabel('decisions', 1_000_000, 'es'), 'decisiones')
})
