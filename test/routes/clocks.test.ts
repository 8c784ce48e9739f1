import { spawn } from 'node:child_process'
import t from 'tap'
import type { CaseFact, DecisionFact, ReturnFact } from '../../src/vocabulary/fact.ts'
import { court, courtCase, courtDecision } from '../statistics/court.ts'

/** Each year basis begins on the second of its days. */
const turns = {
  calendar: ['2023-12-31', '2024-01-01'],
  us_fiscal: ['2023-09-30', '2023-10-01'],
  uk_fiscal: ['2024-03-31', '2024-04-01'],
  au_fiscal: ['2024-06-30', '2024-07-01']
} as const
const days = Object.values(turns).flat()

const departure = (returned_on: string, i: number): ReturnFact => ({
  grain: 'return',
  return_id: String(i + 1),
  source_table: 'made-up.json',
  line: 1,
  nationality: 'RUS',
  country_of_return: 'RUS',
  return_type: 'enforced',
  source_code: 'R',
  returned_on,
  returned_precision: 'day'
})

/** One decision, case and departure of each of these days; decisions were filed a year before. */
const facts: (CaseFact | DecisionFact | ReturnFact)[] = days.flatMap((day, i) => [
  courtDecision({
    decided_on: day,
    filed_on: day.replace(/^\d+/, year => String(Number(year) - 1)),
    application_type: 'asylum',
    application_decisions: 1
  }),
  courtCase({ filed_on: day }),
  departure(day, i)
])

/** Counted by hand from the eight days: year → how many, by each basis. */
const years = {
  calendar: { 2023: 3, 2024: 5 },
  us_fiscal: { FY2023: 1, FY2024: 7 },
  uk_fiscal: { FY2024: 5, FY2025: 3 },
  au_fiscal: { FY2024: 7, FY2025: 1 }
} as const
/** The quarters in which the two days of a turn lie. */
const quarters = {
  calendar: ['2023-Q4', '2024-Q1'],
  us_fiscal: ['FY2023-Q4', 'FY2024-Q1'],
  uk_fiscal: ['FY2024-Q4', 'FY2025-Q1'],
  au_fiscal: ['FY2024-Q4', 'FY2025-Q1']
} as const
const yearBefore = (label: string): string => label.replace(/\d{4}/, year => String(Number(year) - 1))

/** What a process of a time zone of its own says: the one of this process is set once, when it starts. */
async function saidIn(zone: string): Promise<{ code: unknown; text: string }> {
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1, 2)], {
    env: { ...process.env, TZ: zone, CLOCKS_IN_ZONE: zone },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => said.push(String(chunk)))
  const code = await new Promise(resolve => child.on('close', resolve))
  return { code, text: said.join('') }
}

if (process.env.CLOCKS_IN_ZONE) inZone()
else
  t.test('no day moves, whatever the time zone of the server', { timeout: 170_000 }, async t => {
    const zones = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati']
    for (const [i, { code, text }] of (await Promise.all(zones.map(saidIn))).entries()) {
      const wrong = text.split('\n').filter(line => /not ok|^\s+[+-]|Error/.test(line))
      t.equal(code, 0, `${zones[i]} ${wrong.join('\n')}`)
      t.match(text, `ok 1 - the days at which a year turns, in ${zones[i]}`, `${zones[i]}: it ran`)
    }
  })

function inZone(): void {
  t.test(`the days at which a year turns, in ${process.env.TZ}`, { timeout: 160_000 }, async t => {
    const { get, json } = await court(t, facts)
    const statistics = '/v1/statistics'
    const counted = async (path: string, column: string, by: string): Promise<Record<string, unknown>> =>
      Object.fromEntries(
        (await json(`${statistics}/${path}`)).data.map((row: Record<string, unknown>) => [
          row[by],
          row[column]
        ])
      )
    for (const [basis, [last, first]] of Object.entries(turns)) {
      const key = basis as keyof typeof turns
      const by = `source=made-up&year_basis=${basis}&group_by=year`
      t.same(await counted(`decisions?${by}`, 'decisions', 'year'), years[key], `decided, ${basis}`)
      t.same(await counted(`cases?${by}`, 'cases', 'year'), years[key], `cases filed, ${basis}`)
      t.same(await counted(`returns?${by}`, 'returns', 'year'), years[key], `returned, ${basis}`)
      t.same(
        await counted(`decisions?${by}&date_basis=filed`, 'decisions', 'year'),
        Object.fromEntries(Object.entries(years[key]).map(([label, n]) => [yearBefore(label), n])),
        `filed, ${basis}`
      )
      t.same(
        await counted(`durations?${by}&decision_stage=first_instance&date_basis=decided`, 'n', 'year'),
        years[key],
        `durations of the decided, ${basis}`
      )
      for (const [day, quarter] of [
        [last, quarters[key][0]],
        [first, quarters[key][1]]
      ] as const) {
        const month = day.slice(0, 7)
        const { data, meta } = await json(
          `${statistics}/returns?source=made-up&year_basis=${basis}&group_by=quarter,month&period_from=${month}&period_to=${month}`
        )
        t.same(data, [{ quarter, month, returns: 1, flags: { returns: ['partial'] } }], `${day} by ${basis}`)
        t.same(meta.period.partial, [quarter], 'a quarter of which one month is asked is not whole')
      }
      const label = Object.keys(years[key])[0] as string
      const bound = await json(
        `${statistics}/decisions?source=made-up&year_basis=${basis}&period_from=${label}&period_to=${label}`
      )
      t.equal(bound.data[0].decisions, Object.values(years[key])[0], `bounded by ${label}`)
      t.equal(bound.meta.period.to, last)
    }
    const { data } = await json('/v1/returns?source=made-up&limit=100')
    t.same(
      data.map(({ returned_on }: { returned_on: string }) => returned_on).sort(),
      [...days].sort(),
      'each record has the day that it was made with'
    )
    // The release of 31 August 2026 is what its coverage ends with.
    for (const [basis, label] of Object.entries({
      calendar: '2026',
      us_fiscal: 'FY2026',
      uk_fiscal: 'FY2027',
      au_fiscal: 'FY2027'
    })) {
      const { meta, data } = await json(
        `${statistics}/decisions?source=made-up&period=latest&year_basis=${basis}&group_by=year&fill=grid`
      )
      t.match(meta.query, { period_from: label, period_to: label })
      t.same(
        data,
        [{ year: label, decisions: null, flags: { decisions: ['partial'] } }],
        'cut, it is no zero'
      )
      t.same(meta.caveats, [])
    }
    for (const word of ['FY2024', 'FY2024-Q1'])
      t.equal((await get(`${statistics}/returns?source=made-up&period_from=${word}`)).statusCode, 400)
  })
}
