import t from 'tap'
import { service } from '../service.ts'
import { at } from '../sources/us-eoir-cases/released-rows.ts'
import { casesAsRows, courtFiles, courtFolder, courtRelease, removalCase } from './court-release.ts'

const source = 'us-eoir-cases'
const none = { DEPORTED_1: '', BASE_CITY_CODE: 'MIA', HEARING_LOC_CODE: 'MIA', CUSTODY: 'N' }

/**
 * Rows that are rejected, and what each tells, by hand (stage · nationality · filed · decided · destination):
 * 9001 orphan: return_decision · CHN · 2019-05 · 2022-03 · CHN
 * 9002 orphan: screening_review · ? · 2022-07 · ? (its day is impossible) · ?
 * 9003 without a key: return_decision · CHN · 2022-01 · 2022-02 · ?
 * 1001 a second time, in a case of a Russian: return_decision · RUS · 2020-01 · 2023-01 · RUS
 * appeal 31 orphan: appeal · ? · 2021-02 · 2022-09
 * application 41 orphan: first_instance · ? · 2018-01 · ?
 * application 42 of a Russian, whose proceeding is not there: first_instance · RUS · 2020-05 · ?
 * court decision 51 orphan: judicial_review · ? · ? · ?
 */
const sound = casesAsRows([removalCase(1), removalCase(2), removalCase(3)])
const rows = {
  A_TblCase: [
    ...(sound.A_TblCase ?? []),
    { IDNCASE: '4', NAT: 'RU', CASE_TYPE: 'RMV', CUSTODY: 'N' },
    { IDNCASE: '5', NAT: 'RU', CASE_TYPE: 'CFR', CUSTODY: 'N' }
  ],
  B_TblProceeding: [
    ...(sound.B_TblProceeding ?? []),
    {
      ...{ ...none, IDNPROCEEDING: '1005', IDNCASE: '5', CASE_TYPE: 'CFR', NAT: 'RU', DEC_CODE: 'A' },
      ...{ OSC_DATE: at('2020-01-01'), COMP_DATE: at('2020-02-01') }
    },
    {
      ...{ ...none, IDNPROCEEDING: '1004', IDNCASE: '4', CASE_TYPE: 'RMV', NAT: 'RU', DEC_CODE: 'X' },
      ...{ OSC_DATE: at('2015-01-01'), COMP_DATE: at('2023-06-01'), DEPORTED_1: 'RU' }
    },
    {
      ...{ ...none, IDNPROCEEDING: '9001', IDNCASE: '901', CASE_TYPE: 'RMV', NAT: 'CH', DEC_CODE: 'X' },
      ...{ OSC_DATE: at('2019-05-10'), COMP_DATE: at('2022-03-04'), DEPORTED_1: 'CH' }
    },
    {
      ...{ ...none, IDNPROCEEDING: '9002', IDNCASE: '902', CASE_TYPE: 'CFR', NAT: '', DEC_CODE: 'A' },
      ...{ OSC_DATE: at('2022-07-01'), COMP_DATE: at('2055-01-01') }
    },
    {
      ...{ ...none, IDNPROCEEDING: '9003', IDNCASE: '', CASE_TYPE: 'RMV', NAT: 'CH', DEC_CODE: 'X' },
      ...{ OSC_DATE: at('2022-01-10'), COMP_DATE: at('2022-02-10') }
    },
    {
      ...{ ...none, IDNPROCEEDING: '1001', IDNCASE: '1', CASE_TYPE: 'RMV', NAT: 'CH', DEC_CODE: 'X' },
      ...{ OSC_DATE: at('2020-01-01'), COMP_DATE: at('2023-01-01'), DEPORTED_1: 'RU' }
    }
  ],
  tbl_Court_Appln: [
    ...(sound.tbl_Court_Appln ?? []),
    {
      ...{ IDNPROCEEDINGAPPLN: '41', IDNPROCEEDING: '9004', IDNCASE: '904', APPL_CODE: 'ASYL' },
      ...{ APPL_RECD_DATE: at('2018-01-15'), APPL_DEC: 'D' }
    },
    {
      ...{ IDNPROCEEDINGAPPLN: '42', IDNPROCEEDING: '7777', IDNCASE: '1', APPL_CODE: 'ASYL' },
      ...{ APPL_RECD_DATE: at('2020-05-05'), APPL_DEC: 'D' }
    }
  ],
  tblAppeal: [
    {
      ...{ idnAppeal: '1', idncase: '1', idnProceeding: '1001', strAppealCategory: 'IJ' },
      ...{ strAppealType: 'Case Appeal', datAppealFiled: at('2021-07-01'), strFiledBy: 'A' },
      ...{ datBIADecision: at('2022-05-01'), strBIADecision: 'DIS', strCaseType: 'RMV' }
    },
    {
      ...{ idnAppeal: '31', idncase: '903', idnProceeding: '9031', strAppealCategory: 'IJ' },
      ...{ strAppealType: 'Case Appeal', datAppealFiled: at('2021-02-01'), strFiledBy: 'A' },
      ...{ datBIADecision: at('2022-09-09'), strBIADecision: 'DIS', strCaseType: 'RMV' }
    }
  ],
  tblAppealFedCourts: [
    {
      ...{ idnAppealFedCourts: '51', lngAppealID: '999', strFedCourtDecision: 'REM' },
      datRequestedByOIL: at('2022-01-01')
    }
  ]
}

const decisions = {
  '': 8,
  'decision_stage=return_decision': 3,
  'decision_stage=return_decision&nationality=CHN': 2,
  'nationality=CHN': 6,
  'nationality=RUS': 6,
  'nationality=SOM': 4,
  'decision_stage=return_decision&period_from=2022&period_to=2022': 2,
  'decision_stage=return_decision&period_from=2022-03&period_to=2022-03': 1,
  'decision_stage=return_decision&date_basis=filed&period_from=2022&period_to=2022': 1,
  'decision_stage=return_decision&date_basis=filed&period_from=2019&period_to=2019': 1,
  'decision_stage=appeal&period_from=2022&period_to=2022': 1,
  'decision_stage=appeal&date_basis=filed&period_from=2022&period_to=2022': 0,
  'decision_stage=first_instance&period_from=2019&period_to=2019': 2,
  'decision_stage=first_instance&date_basis=filed&period_from=2018&period_to=2018': 1,
  'decision_stage=screening_review&period_from=2016&period_to=2016': 1,
  'screening_type=reasonable_fear': 0,
  'screening_type=credible_fear': 1,
  'authority=us_bia': 1,
  'country_of_return=CHN': 7
}
const cases = {
  '': 8,
  'nationality=CHN': 6,
  // Filed in 2022: not the cases of 9001 and 1001, which were filed by 2020 at the latest.
  'period_from=2022&period_to=2022': 6,
  // Lastly decided by 2021: not the three that were decided later.
  'date_basis=decided&period_to=2021': 5
}
const lists = {
  '/v1/decisions?nationality=CHN&decision_stage=return_decision&decided_on_from=2022-03-01': 1,
  '/v1/decisions?nationality=CHN&decision_stage=return_decision&filed_on_to=2019-12-31': 1,
  '/v1/decisions?decision_stage=appeal&filed_on_from=2021-02-10&filed_on_to=2021-02-20': 1,
  '/v1/decisions?decision_stage=appeal&filed_on_from=2021-03-01': 0,
  '/v1/cases?filed_on_from=2022-01-01': 6,
  '/v1/countries-of-return?': 3,
  '/v1/countries-of-return/CHN?': 2,
  '/v1/countries-of-return/RUS?': 2,
  '/v1/countries-of-return/CHN?returned_on_from=2022-03-01&returned_on_to=2022-04-30': 1,
  '/v1/countries-of-return/RUS/nationalities?nationality=CHN': 1
}

t.test('rejected rows of the court count in answers of their nationality, stage and dates', async t => {
  const folder = await courtFolder(t, courtFiles(rows))
  const { json } = await service(t, {}, courtRelease(folder, 'r', '2023-08-01'))
  const said = async (address: string) => {
    const { meta } = await json(address)
    const [text] = meta.caveats.flatMap((each: { id: string; text: string }) =>
      each.id === 'rejected-rows' ? [each.text] : []
    )
    return text === undefined ? 0 : Number(/^\d+/.exec(text)?.[0])
  }
  for (const [question, rows] of Object.entries(decisions))
    t.equal(await said(`/v1/statistics/decisions?source=${source}&${question}`), rows, question)
  for (const [question, rows] of Object.entries(cases))
    t.equal(await said(`/v1/statistics/cases?source=${source}&${question}`), rows, `cases ${question}`)
  for (const [address, rows] of Object.entries(lists))
    t.equal(await said(`${address}&source=${source}`), rows, address)
  const { data } = await json(`/v1/countries-of-return/RUS?source=${source}`)
  t.equal(data.ordered[0].rejected_rows, 2)
})
