import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import JSONstat from 'jsonstat-toolkit'
import t, { type Test } from 'tap'
import { prepareData } from '../../src/import/first-run.ts'
import { importRelease } from '../../src/import/run.ts'
import { libreOffice, sheetsOf } from '../formats/libre-office.ts'
import { madeUpFile, madeUpSource } from '../import/made-up.ts'
import { type Answered, type Service, service } from '../service.ts'
import { courtCase, courtDecision, releaseDay } from '../statistics/court.ts'

const python = spawnSync('python3', ['--version']).status === 0 ? false : 'python3 is not installed'

/** A question of each statistic: with shares and their intervals, days, withheld numbers and odd texts. */
const questions = {
  outcomes:
    '/v1/statistics/decisions?nationality=RUS&country_of_asylum=DEU&decision_stage=first_instance&group_by=year,outcome',
  rates:
    '/v1/statistics/decisions?source=us-credible-fear&group_by=nationality,year&measures=cases,fear_found_rate&intervals=true',
  cases: '/v1/statistics/cases?source=made-up&group_by=court,nationality',
  returns: '/v1/statistics/returns?source=documented-cases&group_by=country_of_return,return_type',
  pending: '/v1/statistics/pending?source=made-up&group_by=court,waiting_time',
  durations: '/v1/statistics/durations?source=made-up&group_by=nationality&min_n=2',
  pathways: '/v1/statistics/pathways?source=made-up'
}

const odd = ['=1+1', '+43', 'a;b,"c"', "-'x", 'two\r\nlines', 'ünï']
const facts = [
  ...odd.flatMap((court, i) => [
    courtCase({
      court,
      nationality: i % 2 ? 'RUS' : 'SYR',
      filed_on: `2024-0${i + 1}-05`,
      waiting_at: 'immigration_judge'
    }),
    courtCase({ court, filed_on: `2021-0${i + 1}-05`, waiting_at: 'immigration_judge' }),
    courtDecision({
      court,
      application_type: 'asylum',
      application_decisions: 1,
      case_id: `9${i}`,
      filed_on: '2024-01-01',
      decided_on: `2024-0${i + 2}-01`
    })
  ])
]

const filled = (t: Test): Promise<Service> =>
  service(t, {}, async (database, dataDir) => {
    await prepareData(database, { dataDir, firstData: 'demo' }, () => {})
    const paths = [
      await madeUpFile(
        t,
        'made-up.whole',
        facts.map(fact => ({ facts: [fact] }))
      )
    ]
    await importRelease(
      { database, dataDir, sources: [madeUpSource()] },
      {
        source: 'made-up',
        paths,
        release: '2026-08',
        retrievedOn: releaseDay,
        makeCurrent: true,
        force: true
      }
    )
  })

const inFormat = (url: string, format: string): string => url.replace('?', `.${format}?`)

t.test('every statistic says the same in every format', async t => {
  const { get, json } = await filled(t)
  const answers: Record<string, Answered> = {}
  const tables: Record<string, string[][]> = {}
  for (const [name, url] of Object.entries(questions)) {
    answers[name] = await json(`${url}${name === 'pathways' ? '' : '&limit=1000'}`)
    t.ok(answers[name].data.length > 0, `${name} has rows`)
  }

  await t.test('JSON-stat, read by its own toolkit, has each number and status of the JSON', async t => {
    for (const [name, url] of Object.entries(questions)) {
      const answer = await get(inFormat(url, 'json-stat'))
      t.equal(answer.headers['content-type'], 'application/vnd.json-stat+json')
      const dataset = JSONstat(answer.json())
      const dimensions = dataset.id.slice(0, -1)
      const measures = dataset.Dimension('measure').id
      const { data = [], meta } = answers[name] as Answered
      for (const row of data)
        for (const measure of measures) {
          const where = Object.fromEntries(dimensions.map(each => [each, row[each]]))
          const cell = dataset.Data({ ...where, measure })
          const flagged = measure.replace(/_(n|low|high)$/, '')
          // The n of a rate that is too small to tell is exact.
          const isExact = measure.endsWith('_rate_n') && row[measure] !== null
          const status = isExact ? null : (row.flags?.[flagged]?.join(';') ?? null)
          t.same(cell && { value: cell.value, status: cell.status }, { value: row[measure], status }, name)
        }
      const counted = answer
        .json()
        .value.filter((_: unknown, i: number) => answer.json().status[i] !== 'no_row')
      t.equal(counted.length, data.length * measures.length, `${name}: no other place has a number`)
      t.equal(dataset.source, meta.citation)
      t.equal(dataset.extension.counting_rule, meta.counting_rule)
    }
  })

  await t.test('CSV is read alike by two strict parsers, and has each number of the JSON', async t => {
    for (const [name, url] of Object.entries(questions)) {
      const { body, headers } = await get(inFormat(url, 'csv'))
      t.match(headers['content-type'], 'text/csv')
      const rows = parse(body, { relax_column_count: false, relax_quotes: false }) as string[][]
      tables[name] = rows
      const [header = [], ...lines] = rows
      const { data } = answers[name] as Answered
      t.equal(lines.length, data.length)
      for (const [i, row] of data.entries())
        for (const [column, value] of Object.entries(row)) {
          if (column === 'flags') continue
          const text = lines[i]?.[header.indexOf(column)]
          const expected = value === null ? '' : String(value)
          t.equal(text, /^[=+\-@]/.test(expected) && typeof value === 'string' ? `'${expected}` : expected)
        }
      for (const options of ['', '&bom=true&delimiter=semicolon']) {
        const text = (await get(`${inFormat(url, 'csv')}${options}`)).rawPayload
        if (python === false) t.strictSame(readByPython(text, options === '' ? ',' : ';'), rows, name)
      }
      t.equal(body.replaceAll('\r\n', '').includes('\r'), false)
      const written = rows.flat().find(text => text.includes('\n'))
      if (name === 'cases') t.equal(written, 'two\r\nlines')
    }
  })

  await t.test(
    'a workbook, read by LibreOffice, has each number of the table',
    { skip: libreOffice.missing },
    async t => {
      const folder = t.testdir({})
      const files: string[] = []
      for (const [name, url] of Object.entries(questions)) {
        const file = path.join(folder, `${name}.xlsx`)
        writeFileSync(file, (await get(inFormat(url, 'xlsx'))).rawPayload)
        files.push(file)
      }
      const books = sheetsOf(...files)
      for (const [i, name] of Object.keys(questions).entries()) {
        const { Data: sheet = [], About = [] } = books[i] ?? {}
        // The workbook alone warns of made-up data in a column of its own.
        const Data = sheet[0]?.[0] === 'made_up' ? sheet.map(row => row.slice(1)) : sheet
        const expected = tables[name] ?? []
        t.equal(Data.length, expected.length)
        for (const [line, cells] of expected.entries())
          for (const [column, cell] of cells.entries())
            t.equal(plain(Data[line]?.[column] ?? ''), plain(cell.replace(/^'/, '')), `${name} ${line}`)
        const { meta } = answers[name] as Answered
        t.equal(About.find(([title]) => title === 'Cite as')?.[1], meta.citation)
      }
    }
  )
})

/** A share is shown in percent, truth in capitals, and lines of a text end as the system ends them. */
function plain(cell: string): string {
  if (/^-?[\d.]+%$/.test(cell)) return String(Math.round(Number(cell.slice(0, -1)) * 1e4) / 1e6)
  return /^(TRUE|FALSE)$/.test(cell) ? cell.toLowerCase() : cell.replaceAll('\r\n', '\n')
}

const reader = `import csv, io, json, sys
text = sys.stdin.buffer.read().decode('utf-8-sig')
print(json.dumps(list(csv.reader(io.StringIO(text, newline=''), delimiter=sys.argv[1], strict=True))))`

function readByPython(bytes: Buffer, delimiter: string): string[][] {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', reader, delimiter], { input: bytes })
  if (status !== 0) throw new Error(String(stderr))
  return JSON.parse(String(stdout))
}
