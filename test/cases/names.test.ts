import t from 'tap'
import { sharedService } from '../service.ts'
import { importing } from './importing.ts'

const fields = (rows: Record<string, unknown>[], ...names: string[]) =>
  rows.map(row => names.map(name => row[name]).join(' '))

t.test('names of the IRB are read, turned round, in brackets and in two forms at once', async t => {
  const source = 'ca-irb'
  const { json, reports } = await importing(t, source, ['names/irb-names.csv'])
  t.match(reports['names/irb-names.csv'], { loaded: 18, rejected: 0, unknown_codes: [] })
  const { data } = await json(
    `/v1/statistics/decisions?source=${source}&group_by=nationality&outcome=rejected&measures=applications`
  )
  const codes = 'BHS BLR COD CPV CZE FSM GMB GNQ KOR MDA MKD MMR PSE SDN SWZ SYR TLS VNM'
  t.same(
    fields(data, 'nationality', 'applications').sort(),
    codes.split(' ').map(code => `${code} 6`)
  )
})

t.test('runs of blanks, no-break and zero-width spaces make no other name', async t => {
  const { reports } = await importing(t, 'ca-irb', ['names/irb-spaces.csv'])
  t.match(reports['names/irb-spaces.csv'], { loaded: 5, rejected: 0 })
})

t.test('names of the Home Office are read in its older and shorter forms', async t => {
  const source = 'gb-asylum-decisions'
  const { json, reports } = await importing(t, source, ['names/gb-appeals-names.csv'])
  t.match(reports['names/gb-appeals-names.csv'], { loaded: 12, rejected: 0 })
  const { data } = await json(
    `/v1/statistics/decisions?source=${source}&decision_stage=appeal&group_by=nationality,outcome&limit=50`
  )
  t.same(
    fields(data, 'nationality', 'outcome', 'persons').sort(),
    [
      ...['ARE 11', 'BIH 13', 'COG 7', 'FSM 10', 'MKD 12', 'MMR 17', 'SWZ 16', 'TLS 9', 'TUR 15'],
      ...['VCT 14', 'WSM 8', 'YUG 18']
    ].map(each => each.replace(' ', ' appeal_dismissed '))
  )
})

t.test('official names of states resolve', async t => {
  const { json } = await sharedService()
  const names = {
    'Kingdom of Eswatini': 'SWZ',
    'Republic of Cabo Verde': 'CPV',
    'Democratic Republic of Timor-Leste': 'TLS',
    'Republic of the Union of Myanmar': 'MMR',
    'Lao PDR': 'LAO',
    'Republic of Belarus': 'BLR',
    'Hellenic Republic': 'GRC',
    'Federal Republic of Nigeria': 'NGA',
    'Republic of Iraq': 'IRQ'
  }
  for (const [name, code] of Object.entries(names)) {
    const { data } = await json(`/v1/countries/resolve?name=${encodeURIComponent(name)}`)
    t.equal(data.match?.code, code, name)
  }
})
