import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { service } from '../../service.ts'

// Made-up figures in the layout of the Home Office's tables.

const decision = (quarter: string, outcome: string, applicant: string, figure: number, sex = 'Male') =>
  `${quarter.slice(0, 4)},${quarter},Russia,Europe Other,Asylum Case,${outcome},18-29,${sex},${applicant},Non-UASC,Asylum case - N/A,${figure}`
const decisions = `Year,Quarter,Nationality,Region,Case type,Case outcome group,Case outcome,Age,Sex,Applicant type,UASC,Host Country,Decisions
${[
  decision('2023 Q4', 'Grant of Protection,Refugee Permission', 'Main applicant', 60),
  decision('2024 Q1', 'Grant of Protection,Humanitarian Protection', 'Dependant', 10),
  decision('2024 Q1', 'Refused,Other Refusals', 'Main applicant', 20),
  decision('2024 Q1', 'Refused,3rd Country Refusal', 'Main applicant', 10),
  decision('2024 Q1', 'Withdrawn,Implicit Withdrawal', 'Main applicant', 4),
  decision('2024 Q1', 'Withdrawn,Implicit Withdrawal', 'Main applicant', 3, 'Female')
].join('\n')}
2024,2024 Q1,Syria,Middle East,Resettlement Case,Grant of Protection,Resettlement - Mandate Scheme,18-29,Male,Main applicant,Resettlement - N/A,Lebanon,99
`
const appeals = `Year,Quarter,Nationality,Region,Outcome,Sex,Appeals determined
2024,2024 Q1,Russia,Europe Other,Allowed,Male,30
2024,2024 Q1,Russia,Europe Other,Dismissed,Male,10
2024,2024 Q1,Russia,Europe Other,Withdrawn,Male,3
2024,2024 Q1,Russia,Europe Other,Withdrawn,Female,2
`

t.test('initial decisions and appeals of the United Kingdom answer apart, each with its rates', async t => {
  const { json, get } = await service(t, {}, async (database, dataDir) => {
    const folder = t.testdir({})
    for (const [release, text] of Object.entries({ decisions, appeals })) {
      const path = join(folder, `${release}.csv`)
      await writeFile(path, text)
      const report = await importRelease(
        { database, dataDir, sources: sourceRegistry },
        { source: 'gb-asylum-decisions', paths: [path], release, force: true }
      )
      t.match(report, { status: 'current', rejected: 0, unknown_codes: [] })
      t.equal(report.excluded, release === 'decisions' ? 1 : 0, 'people who were resettled')
    }
  })
  const ask = async (query: string) =>
    (await json(`/v1/statistics/decisions?source=gb-asylum-decisions&${query}`)).data

  const bare = (rows: Record<string, unknown>[]) => rows.map(({ flags, ...row }) => row)

  t.test('a third-country refusal is in the denominator, a withdrawal is not', async t => {
    const rates = 'measures=persons,refugee_recognition_rate,total_protection_rate'
    t.match(await ask(`decision_stage=first_instance&period_from=2024-Q1&period_to=2024-Q1&${rates}`), [
      { persons: 47, refugee_recognition_rate: 0, total_protection_rate: 0.25 }
    ])
    // The last quarter of 2023 has no refusals in this table.
    t.match(await ask(`decision_stage=first_instance&${rates}`), [
      { persons: 107, refugee_recognition_rate: null, total_protection_rate: null }
    ])
  })

  t.test('main applicants are counted as cases, and persons are never called so', async t => {
    const main = 'decision_stage=first_instance&applicant_type=main_applicant'
    for (const more of ['', '&unit=cases', '&measures=cases'])
      t.same(bare(await ask(main + more)), [{ cases: 97 }], 'without dependants')
    const { meta } = await json(
      `/v1/statistics/decisions?source=gb-asylum-decisions&${main}&measures=cases,total_protection_rate`
    )
    t.match(meta, { unit: 'cases', reconciliation: { cases: { in_scope: 97, sum_of_cells: 97 } } })
    t.same(
      bare(await ask('decision_stage=first_instance&group_by=applicant_type')),
      [
        { applicant_type: 'dependant', persons: 10 },
        { applicant_type: 'main_applicant', persons: 97 }
      ],
      'beside dependants they are persons'
    )
    const refused = async (query: string) =>
      (await get(`/v1/statistics/decisions?source=gb-asylum-decisions&${query}`)).json()
    for (const open of ['', '&applicant_type=main_applicant,dependant'])
      t.match(await refused(`series=initial-decisions&unit=cases${open}`), {
        type: 'unsupported-combination',
        detail: /ask applicant_type=main_applicant/,
        errors: [{ parameter: 'unit' }]
      })
    t.match(await refused(`${main}&unit=persons`), {
      type: 'unsupported-combination',
      detail: /does not count persons, but cases/
    })
  })

  t.test('an appeal that was withdrawn is in no rate', async t => {
    t.match(await ask('decision_stage=appeal&measures=persons,appeal_allowed_rate'), [
      { persons: 45, appeal_allowed_rate: 0.75 }
    ])
  })

  t.test('quarters make years of several kinds', async t => {
    t.match(await ask('decision_stage=first_instance&group_by=year'), [
      { year: '2023', persons: 60 },
      { year: '2024', persons: 47 }
    ])
    t.match(await ask('decision_stage=first_instance&group_by=year&year_basis=uk_fiscal'), [
      { year: 'FY2024', persons: 107 }
    ])
  })

  t.test('decisions and appeals are never added: a question that names neither is told of both', async t => {
    const answer = await get('/v1/statistics/decisions?source=gb-asylum-decisions&nationality=RUS')
    t.equal(answer.statusCode, 400)
    t.match(answer.json(), {
      type: 'source-required',
      sources: [{ series: 'appeals' }, { series: 'initial-decisions' }]
    })
  })
})
