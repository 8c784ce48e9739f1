import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import t from 'tap'
import { projectRoot } from '../../src/root.ts'
import { service } from '../service.ts'
import { checkFigures, mixedFigures } from './check-figures.ts'
import { pathOf, publishedFiles, withoutSharedData } from './published-files.ts'
import { areAnswered, neededFor } from './recipes/ask.ts'

const cli = resolve(projectRoot, 'dist/cli.js')

interface Cell {
  [name: string]: unknown
  flags: Record<string, string[] | string>
}

t.test(
  'each published file imports in one call, and its check figures come out of the API',
  {
    skip: withoutSharedData,
    timeout: 800_000
  },
  async t => {
    const { database, dataDir, snapshots, json, get } = await service(t)
    const env = { ...process.env, DATABASE_URL: database.url, DATA_DIR: dataDir }
    const statuses = () =>
      database.pool
        .query(
          'select source, release, status, rows_read, rows_loaded, rows_rejected, rows_excluded from releases'
        )
        .then(({ rows }) => rows)

    for (const { source, file, release, args = [], status, refused, rows } of publishedFiles) {
      const before = await statuses()
      const called = spawnSync(
        process.execPath,
        [cli, 'import', source, pathOf(file), '--release', release, ...args],
        { env, encoding: 'utf8' }
      )
      const after = await statuses()
      if (refused) {
        t.not(called.status, 0, `${file} is refused`)
        t.match(called.stderr, refused, 'with the reason')
        t.same(after, before, 'and nothing is changed')
        continue
      }
      t.equal(called.status, 0, `${file} imports: ${called.stderr.slice(-300)}`)
      const made = after.find(row => row.source === source && row.release === release)
      t.equal(made?.status, status, `${file} is ${status}`)
      t.equal(
        made.rows_read,
        made.rows_loaded + made.rows_rejected + made.rows_excluded,
        'read = loaded + rejected + excluded'
      )
      if (rows)
        t.match(made, { rows_read: rows.read, rows_loaded: rows.loaded, rows_excluded: rows.excluded ?? 0 })
    }
    await snapshots.refresh()

    for (const { name, path = '/v1/statistics/decisions', query, measure, by, figures } of checkFigures) {
      const { data } = await json(`${path}?${query}`)
      const answered = Object.fromEntries(
        (data as Cell[])
          .filter(cell => String(cell[by]) in figures)
          .map(cell => [String(cell[by]), cell[measure]])
      )
      t.same(answered, figures, name)
    }

    await t.test('every recipe of the pages is answered from the published files too', async t =>
      areAnswered(t, get, recipe => !recipe.isWhole && neededFor(recipe) !== 'partner-clinic')
    )

    await t.test(
      'stages that are not separated are never added: level by level they make the published sums',
      async t => {
        const { data, meta } = await json(
          '/v1/statistics/decisions?source=unhcr-asylum-decisions&unit=persons&decision_stage=mixed&group_by=outcome'
        )
        t.same(meta.query.split_by, ['source_level'])
        const sums: Record<string, number> = {}
        for (const { outcome, persons } of data as Cell[])
          sums[String(outcome)] = (sums[String(outcome)] ?? 0) + Number(persons)
        t.same(sums, mixedFigures)
      }
    )

    await t.test('persons and cases are never added, and the refusal names both', async t => {
      const refused = await get(
        '/v1/statistics/decisions?source=unhcr-asylum-decisions&decision_stage=appeal'
      )
      t.equal(refused.statusCode, 400)
      t.match(refused.json(), { type: /incompatible-units/ })
      t.match(refused.body, /persons/)
      t.match(refused.body, /cases/)
    })

    await t.test('the two first instances of the United States are never added without a word', async t => {
      const { data, meta } = await json(
        '/v1/statistics/decisions?source=unhcr-asylum-decisions&unit=persons&country_of_asylum=USA&group_by=country_of_asylum&period_from=2023&period_to=2023'
      )
      const first = (data as Cell[]).find(cell => cell.decision_stage === 'first_instance')
      t.equal(first?.persons, 185_663 + 96_616, 'counted from the file')
      t.match(JSON.stringify(meta.caveats), /us-two-first-instances/)
    })

    await t.test('Kosovo is in UNHCR’s figures with Serbia, so its empty answer says so', async t => {
      const { data, meta } = await json(
        '/v1/statistics/decisions?source=unhcr-asylum-decisions&unit=persons&nationality=XKX'
      )
      t.same(data, [])
      t.match(JSON.stringify(meta.caveats), /unhcr-srb/)
    })

    await t.test(
      'a year that the question cuts is partial, and fields never hide whose number it is',
      async t => {
        const cut = await json(
          '/v1/statistics/decisions?source=us-uscis-asylum-office&period_from=2017-06&period_to=2018&group_by=year'
        )
        t.same(
          (cut.data as Cell[]).map(({ year, flags }) => [year, (flags.decisions ?? []).includes('partial')]),
          [
            ['2017', true],
            ['2018', true]
          ],
          'both: the file is an excerpt'
        )
        t.match(cut.meta.period.partial, ['2017'])
        const { data } = await json(
          '/v1/statistics/decisions?source=unhcr-asylum-decisions&unit=persons&nationality=RUS&fields=persons'
        )
        t.ok(
          (data as Cell[]).every(cell => 'decision_stage' in cell),
          'stages stand beside their numbers'
        )
      }
    )

    await t.test('referrals are no final negative: they leave both sides of a rate', async t => {
      const { data, meta } = await json(
        '/v1/statistics/decisions?source=unhcr-asylum-decisions&country_of_asylum=USA&decision_stage=first_instance&unit=persons&period_from=2021&period_to=2024&measures=refugee_recognition_rate&group_by=source_level'
      )
      const of = (level: string) => (data as Cell[]).find(cell => cell.source_level === level)
      t.equal(of('IN')?.refugee_recognition_rate, null, 'the asylum office has no recognition rate')
      t.type(of('EO')?.refugee_recognition_rate, 'number')
      t.match(JSON.stringify(meta.rates), /no_final_negative/)
    })
  }
)
