import { readFileSync } from 'node:fs'
import t from 'tap'
import { projectRoot } from '../../../src/root.ts'
import { documentedCases, starterCases } from '../../../src/sources/documented-cases/file.ts'
import { documentedCasesSource } from '../../../src/sources/documented-cases/index.ts'
import type { CaseFact, DecisionFact, EventFact, ReturnFact } from '../../../src/vocabulary/fact.ts'
import { factsIn, mapFile, mapText, starter } from '../released.ts'

// The story that the product ships, and files made for these tests.
const shipped = starter('documented-cases.json')

async function story() {
  const rows = []
  for await (const row of mapFile(documentedCasesSource, shipped)) rows.push(row)
  const facts = factsIn(rows)
  return {
    cases: facts.filter((fact): fact is CaseFact => fact.grain === 'case'),
    decisions: facts.filter((fact): fact is DecisionFact => fact.grain === 'decision'),
    returns: facts.filter((fact): fact is ReturnFact => fact.grain === 'return'),
    events: facts.filter((fact): fact is EventFact => fact.grain === 'event')
  }
}

t.test('five men, five cases; of each only what was reported of him', async t => {
  const { cases, decisions, returns } = await story()
  t.same(
    cases.map(({ case_id, nationality, claim_grounds }) => [case_id, nationality, claim_grounds]),
    ['1', '2', '3', '4', '5'].map(id => [id, 'RUS', id === '5' ? [] : ['conscription']])
  )
  t.same(
    cases.map(({ case_outcome, case_outcome_kind, case_status }) => [
      case_outcome,
      case_outcome_kind,
      case_status
    ]),
    [
      ['unknown', 'none', 'unknown'],
      ['fear_not_found', 'screening', 'unknown'],
      ['fear_not_found', 'screening', 'unknown'],
      ['unknown', 'none', 'unknown'],
      ['unknown', 'none', 'unknown']
    ]
  )
  t.same(
    decisions.map(({ case_id, decision_stage, authority, outcome }) => [
      case_id,
      decision_stage,
      authority,
      outcome
    ]),
    ['2', '3'].flatMap(id => [
      [id, 'screening', undefined, 'fear_not_found'],
      [id, 'screening_review', 'us_eoir_ij', 'fear_not_found']
    ]),
    'the man who was removed and the one of whom nothing is stated have no decision made up'
  )
  t.same(
    returns.map(({ case_id, country_of_return_basis }) => [case_id, country_of_return_basis]),
    [['1', 'inferred']]
  )
  t.same(
    cases.flatMap(({ case_status }) => (case_status === 'unknown' ? [] : [case_status])),
    [],
    'no report says how a case stands'
  )
})

t.test('the departure carries who says so, how sure it is and how exact its date', async t => {
  const [departure] = (await story()).returns
  t.same(departure, {
    grain: 'return',
    source_table: 'documented-cases.json',
    line: 1,
    return_id: '101',
    case_id: '1',
    nationality: 'RUS',
    sequence: 4,
    country_of_return: 'RUS',
    country_of_return_basis: 'inferred',
    same_country: true,
    return_type: 'enforced',
    source_code: 'return',
    source_label: 'removed over the weekend; the destination is counsel’s inference',
    event_source: 'A report of The Guardian, as retold by Archyworldys',
    event_url:
      'https://www.archyworldys.com/media-biden-administration-quietly-resumes-deportations-to-russia/',
    publisher: 'The Guardian',
    reported_by: 'counsel',
    certainty: 'reported'
  })
})

t.test('what has no date gets none, and keeps its place in the case', async t => {
  const { decisions } = await story()
  t.same(
    decisions.map(({ decided_on, decided_precision, sequence }) => [decided_on, decided_precision, sequence]),
    [
      [undefined, undefined, 3],
      [undefined, undefined, 4],
      [undefined, undefined, 3],
      [undefined, undefined, 4]
    ]
  )
})

type Json = Record<string, unknown>
const told = { report: 'r', reported_by: 'press', certainty: 'reported' }
const report = { id: 'r', source: 'The Daily', publisher: 'The Daily', published_on: '2023-05-02' }
const aCase = (changes: Json = {}): Json => ({
  id: 1,
  nationality: 'HND',
  claim_grounds: [],
  case_status: 'unknown',
  summary: 'A person.',
  ...told,
  events: [],
  ...changes
})
const file = (cases: Json[], changes: Json = {}) =>
  JSON.stringify({ format: 'documented-cases/1', reports: [report], cases, ...changes })
const read = (text: string) => mapText(documentedCases, text, 'cases.json')
const screening = (changes: Json = {}): Json => ({
  event: 'screening',
  id: 11,
  screening_type: 'credible_fear',
  outcome: 'fear_found',
  ...told,
  ...changes
})

t.test('the review has the last word on a screening, and dates are as exact as written', async t => {
  const review = screening({ event: 'screening_review', id: 12, outcome: 'fear_found', date: '2023-04-30' })
  const events = [screening({ outcome: 'fear_not_found', date: '2023' }), review]
  const facts = factsIn(await read(file([aCase({ events })])))
  t.match(facts, [
    { grain: 'case', case_outcome: 'fear_found' },
    { decided_on: '2023-01-01', decided_precision: 'year', outcome: 'fear_not_found' },
    { decided_on: '2023-04-30', decided_precision: 'day' }
  ])
})

t.test('a destination that is not known is neither the same country nor another', async t => {
  const departure = { event: 'return', id: 1, country_of_return: 'UNK', return_type: 'not_stated', ...told }
  const [, fact] = factsIn(await read(file([aCase({ events: [departure] })])))
  t.match(fact, { country_of_return: 'UNK', same_country: undefined, returned_on: undefined })
})

const faults: [what: string, text: string, message: RegExp][] = [
  [
    'a name',
    file([aCase({ name: 'N. N.' })]),
    /cases\/0: "name" is not kept\. Names, numbers and exact places/
  ],
  ['an unknown field', file([aCase({ mood: 'x' })]), /cases\/0: there is no field "mood"/],
  ['a missing field', file([aCase({ summary: undefined })]), /cases\/0: needs "summary"/],
  [
    'a wrong word',
    file([aCase({ events: [screening({ outcome: 'denied' })] })]),
    /cases\/0\/events\/0\/outcome: must be one of fear_found, fear_not_found, unknown/
  ],
  [
    'a field of another event',
    file([aCase({ events: [screening({ country_of_return: 'HND' })] })]),
    /cases\/0\/events\/0: there is no field "country_of_return"/
  ],
  [
    'an event that there is not',
    file([aCase({ events: [{ event: 'arrest' }] })]),
    /events\/0\/event: must be one of/
  ],
  ['an id given twice', file([aCase(), aCase()]), /case 1 stands twice/],
  [
    'an event id given twice',
    file([aCase({ events: [screening(), screening({ event: 'screening_review' })] })]),
    /event 11 stands twice/
  ],
  ['a report that is not there', file([aCase({ report: 's' })]), /cases\/0: there is no report "s"/],
  ['a country that there is not', file([aCase({ nationality: 'RUR' })]), /RUR is no country code/],
  ['a day that there is not', file([aCase({ events: [screening({ date: '2023-02-30' })] })]), /is no day/],
  ['a day after the report', file([aCase({ events: [screening({ date: '2023-06' })] })]), /after the report/],
  [
    'a file number in the summary',
    file([aCase({ summary: 'Case A 123-456-789.' })]),
    /looks like a file number/
  ],
  [
    'another format',
    file([aCase()], { format: 'documented-cases/3' }),
    /format: must be documented-cases\/1 or/
  ],
  ['a file without cases', file([]), /cases: /]
]
for (const [what, text, message] of faults) {
  t.test(`${what} refuses the file, with the place`, async t => {
    t.ok(documentedCases.matches(text, 'cases.json'))
    await t.rejects(read(text), { name: 'ReadingError', code: 'malformed', message })
  })
}

t.test('all faults are told at once', async t => {
  const text = file([aCase({ nationality: 'RUR', report: 's' })])
  await t.rejects(read(text), { message: /no report "s"[\s\S]*RUR is no country/ })
})

t.test('format 1 is still read: its screenings are of the authorities of the United States', async t => {
  const events = [
    screening(),
    screening({ event: 'screening_review', id: 12 }),
    { event: 'status_note', note: 'Waits.', ...told }
  ]
  t.match(factsIn(await read(file([aCase({ events })]))), [
    { grain: 'case', summary: 'A person. Waits.' },
    { authority: 'us_uscis' },
    { authority: 'us_eoir_ij' }
  ])
})

const second = (changes: Json) =>
  JSON.stringify({
    format: 'documented-cases/2',
    reports: [{ ...report, is_read_in_original: true }],
    cases: [],
    ...changes
  })
const figure = {
  id: 1,
  summary: 'A figure.',
  value: 3,
  value_qualifier: 'exact',
  unit: 'persons',
  said_by: 'A paper',
  said_by_kind: 'press',
  ...told
}

t.test(
  'a later decision that sends the case back replaces that on the claim; a return implies none',
  async t => {
    const decided = (event: string, id: number, outcome: string) => ({ event, id, outcome, ...told })
    const outcomeOf = async (...events: Json[]) => {
      const [fact] = factsIn(await read(second({ cases: [aCase({ events })] })))
      const { case_outcome, case_outcome_kind } = fact as CaseFact
      return [case_outcome, case_outcome_kind]
    }
    const first = decided('first_instance', 1, 'rejected')
    t.same(await outcomeOf(first), ['rejected', 'protection'])
    t.same(await outcomeOf(first, decided('appeal', 2, 'remanded')), ['remanded', 'protection'])
    t.same(await outcomeOf(first, decided('appeal', 2, 'appeal_dismissed')), ['rejected', 'protection'])
    t.same(await outcomeOf(decided('return_decision', 2, 'removal_ordered')), ['removal_ordered', 'return'])
  }
)

t.test('statements, figures and groups need no case, and say no more than they were told', async t => {
  const group = { id: 2, size_as_told: 'several', summary: 'Several.', ...told }
  const facts = factsIn(await read(second({ groups: [group], reported_figures: [figure] })))
  t.match(facts, [
    { event_kind: 'case_group', value: undefined, value_qualifier: 'not_stated', nationality: undefined },
    { event_kind: 'reported_figure', value: 3, country_of_return: undefined, occurred_on: undefined }
  ])
})

const secondFaults: [what: string, changes: Json, message: RegExp][] = [
  [
    'a city',
    { cases: [aCase({ events: [{ event: 'entry', id: 1, summary: 'x', city: 'x', ...told }] })] },
    /events\/0: "city" is not kept/
  ],
  [
    'a place finer than a state',
    { cases: [aCase({ events: [{ event: 'entry', id: 1, summary: 'x', region: 'US-TX-ELP', ...told }] })] },
    /events\/0\/region: /
  ],
  [
    'a figure without a unit',
    { reported_figures: [{ ...figure, unit: undefined }] },
    /reported_figures\/0: needs "unit"/
  ],
  [
    'a period that is no day',
    { reported_figures: [{ ...figure, period_from: '2023-02-30' }] },
    /reported_figures\/0\/period_from: /
  ],
  [
    'an outcome of another stage',
    { cases: [aCase({ events: [{ event: 'appeal', id: 1, outcome: 'fear_found', ...told }] })] },
    /events\/0\/outcome: must be one of/
  ],
  [
    'a return that does not say what its country rests on',
    {
      cases: [
        aCase({
          events: [{ event: 'return', id: 1, country_of_return: 'HND', return_type: 'enforced', ...told }]
        })
      ]
    },
    /needs "country_of_return_basis"/
  ],
  [
    'ids that a figure and an event share',
    { reported_figures: [figure], groups: [{ id: 1, summary: 'x', ...told }] },
    /event 1 stands twice/
  ]
]
for (const [what, changes, message] of secondFaults)
  t.test(`format 2 refuses ${what}`, async t => {
    await t.rejects(read(second(changes)), { name: 'ReadingError', code: 'malformed', message })
  })

t.test('an operator’s own file is not taken for the shipped one', async t => {
  const own = file([aCase()])
  t.same([documentedCases.matches(own, 'a.json'), starterCases.matches(own, 'a.json')], [true, false])
  const head = readFileSync(shipped, 'utf8')
  t.same([documentedCases.matches(head, 'a.json'), starterCases.matches(head, 'a.json')], [false, true])
})

t.test('the example in FORMAT.md can be imported as it stands', async t => {
  const text = readFileSync(`${projectRoot}/src/sources/documented-cases/FORMAT.md`, 'utf8')
  const example = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  t.match(factsIn(await read(example)), [
    { grain: 'case', case_outcome: 'fear_not_found' },
    { grain: 'event', event_kind: 'entry', at_port_of_entry: true },
    { decided_on: '2023-04-01', decided_precision: 'month', authority: undefined }
  ])
})
