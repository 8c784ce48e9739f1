import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import t from 'tap'
import { compile } from 'vega-lite'
import { vegaLite } from '../../src/formats/vega-lite.ts'
import { projectRoot } from '../../src/root.ts'
import { languages } from '../../src/vocabulary/labels/language.ts'
import { Problem } from '../../src/vocabulary/problem.ts'
import type { ResultTable } from '../../src/vocabulary/results/result-table.ts'
import * as examples from './chart/examples.ts'
import { count, days, figures, row, told } from './chart/figures.ts'

type Part = Record<string, unknown>

/** Each part of a specification that is an object, with those inside it. */
function parts(value: unknown): Part[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(parts)
  return Array.isArray(value) ? inside : [value as Part, ...inside]
}
const panelsIn = (answer: ResultTable) =>
  parts(vegaLite(answer, told())).filter(part => Array.isArray(part.layer) && part.width !== undefined)
const valuesOf = (part: Part | undefined): Part[] =>
  (part?.data as { values: Part[] } | undefined)?.values ?? []

const schema = JSON.parse(
  readFileSync(`${projectRoot}/node_modules/vega-lite/build/vega-lite-schema.json`, 'utf8')
)
const isValid = new Ajv({ strict: false, allErrors: false, validateFormats: false }).compile(schema)

t.test('every kind of picture is valid Vega-Lite 6, and compiles without a warning', async t => {
  for (const [name, answer] of Object.entries(examples.examples))
    for (const lang of languages) {
      const specification = vegaLite(answer, told(lang, { synthetic: lang === 'es' }))
      t.ok(isValid(specification), `${name} ${lang}: ${JSON.stringify(isValid.errors?.at(-1))}`)
      const warnings: unknown[] = []
      const warn = (...texts: unknown[]) => {
        warnings.push(...texts)
        return logger
      }
      const quiet = () => logger
      const logger = { level: quiet, error: warn, warn, info: quiet, debug: quiet } as never
      compile(specification as never, { logger })
      t.same(warnings, [], `${name} ${lang}`)
    }
})

t.test(
  'a line breaks where a figure is withheld and where there is none, and never falls to zero',
  async t => {
    const [panel] = panelsIn(examples.oneLine)
    const layers = panel?.layer as Part[]
    const stretches = layers
      .filter(({ mark }) => (mark as Part).type === 'line')
      .map(layer => [
        (layer.mark as Part).strokeDash !== undefined,
        valuesOf(layer).map(({ place, value }) => `${place}: ${value}`)
      ])
    t.same(stretches, [
      [false, ['FY2018: 1804', 'FY2019: 2310', 'FY2022: 3120', 'FY2023: 4075']],
      [true, ['FY2023: 4075', 'FY2024: 1290']]
    ])
    const ends = layers.filter(({ mark }) => (mark as Part).type === 'line').flatMap(valuesOf)
    t.same(
      ends.map(({ stretch }) => stretch),
      [0, 0, 1, 1, 0, 0],
      'two stretches, then a dashed one'
    )
    const texts = layers.filter(({ mark }) => (mark as Part).type === 'text')
    t.same(valuesOf(texts.at(-1)), [{ place: 'FY2020', reasons: 'withheld' }])
    const encoding = panel?.encoding as { x: { scale: { domain: string[] } } } | undefined
    t.same(encoding?.x.scale.domain, ['FY2018', 'FY2019', 'FY2020', 'FY2021', 'FY2022', 'FY2023', 'FY2024'])
  }
)

t.test('why one line has no figure never hides the figure of another', async t => {
  const answer = figures(
    ['year', 'outcome'],
    [count('decisions')],
    [
      row({ year: '2021', outcome: 'abandoned', decisions: null }, { decisions: ['suppressed'] }),
      row({ year: '2021', outcome: 'protection_granted', decisions: 439 }),
      row({ year: '2024', outcome: 'abandoned', decisions: null }, { decisions: ['suppressed'] }),
      row({ year: '2024', outcome: 'protection_granted', decisions: 1412 })
    ]
  )
  const [panel] = panelsIn(answer)
  const marks = ((panel as Part).layer as Part[]).map(({ mark }) => (mark as Part).type)
  t.ok(marks.includes('text'))
  t.ok(marks.lastIndexOf('text') < marks.indexOf('point'), 'what is drawn later lies above')
})

t.test('the data inside keep the words, the numbers and the flags of the answer', async t => {
  const [panel] = panelsIn(examples.bars)
  t.same(
    valuesOf(panel).map(({ words, measure, value, flags }) => ({ words, measure, value, flags })),
    examples.bars.rows.map(({ words, numbers, flags }) => ({
      words,
      measure: 'decisions',
      value: numbers.decisions,
      flags: flags.decisions ?? []
    }))
  )
})

t.test('what is never added stands in panels of its own; measures of one kind share one', async t => {
  t.equal(panelsIn(examples.stages).length, 3)
  t.equal(panelsIn(examples.durations).length, 3, 'counts, days and a share')
  t.equal(panelsIn(examples.pathways).length, 3, 'one for each place that cases leave')
  t.equal(panelsIn(examples.manyLines).length, 10, 'more lines than colours')
  t.equal(panelsIn(examples.groupedBars).length, 1)
  const sums = parts(vegaLite(examples.stages, told())).filter(part => 'aggregate' in part || part.stack)
  t.same(sums, [], 'nothing is stacked or added up in the drawing')
})

t.test('panels of the same figures have the same scale', async t => {
  const largest = panelsIn(examples.stages).map(panel =>
    JSON.stringify(
      parts(panel.layer).flatMap(({ scale }) => ((scale as Part)?.nice ? [(scale as Part).domain] : []))[0]
    )
  )
  t.same(largest, ['[0,1860]', '[0,1860]', '[0,1860]'])
})

t.test('a picture that nobody could read is refused, with what would work', async t => {
  const codes = Array.from({ length: 130 }, (_, i) => `C${i}`)
  const refused = (answer: ResultTable) => {
    try {
      vegaLite(answer, told())
    } catch (error) {
      if (error instanceof Problem) return [error.type, error.message, error.extra.estimate]
      throw error
    }
    return []
  }
  const [long, why, estimate] = refused(
    figures(
      ['court'],
      [count('cases')],
      codes.map(court => row({ court, cases: 1 }))
    )
  )
  t.same([long, estimate], ['query-too-large', 130])
  t.match(why, /130 bars, and has at most 120\. Set limit/)
  const [many, which] = refused(
    figures(
      ['year', 'court', 'decision_stage'],
      [count('cases')],
      codes
        .slice(0, 9)
        .flatMap(court =>
          ['appeal', 'first_instance'].flatMap(decision_stage =>
            ['2021', '2022'].map(year => row({ year, court, decision_stage, cases: 1 }))
          )
        )
    )
  )
  t.equal(many, 'unsupported-combination')
  t.match(which, /9 colours for court, and has 8\. Ask for at most 8 values of court/)
  const [panels, how] = refused(
    figures(
      ['application_type', 'sex', 'custody'],
      ['p25', 'p50', 'p75', 'p90', 'p95', 'p99', 'p100', 'p0', 'p1'].map(days),
      ['asylum', 'withholding', 'torture_convention'].flatMap(application_type =>
        ['male', 'female'].flatMap(sex =>
          ['detained', 'released'].map(custody => row({ application_type, sex, custody, p25: 1 }))
        )
      )
    )
  )
  t.equal(panels, 'unsupported-combination')
  t.match(
    how,
    /27 panels, by application_type, and has at most 16. Ask for fewer values of application_type, name fewer measures/
  )
})
