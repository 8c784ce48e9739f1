import { createReadStream, type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { openMembers } from '../../src/reading/members.ts'
import { readWorkbook } from '../../src/reading/workbook.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import type { Source } from '../../src/sources/source.ts'
import {
  type CountryNameScheme,
  countryFromCode,
  countryFromName
} from '../../src/vocabulary/countries/country.ts'
import { shared } from './released.ts'

const data = shared('data')
const skip = data.missing

/** Every published table at hand that a source reads, by its folder and file, and the layouts that know it. */
const read: Record<string, string[]> = {
  'ca-irb/rpd_claims_by_country_excerpt.csv': ['ca-irb claims-by-country', 'ca-irb legacy-by-country'],
  'eurostat/asylum_applicants_total.csv': ['eurostat-asylum-applications asyappctza-sdmx-csv-asyl-app'],
  'eurostat/migr_asydcfsta_2017-04-26.csv': ['eurostat-asylum-decisions asydcfsta-explorer'],
  'eurostat/migr_eirtn_Data_allcitizens.csv.gz': ['eurostat-returns eirtn-explorer'],
  'gb-home-office/decisions_resettlement.csv.gz': ['gb-asylum-decisions initial-decisions-csv'],
  'gb-home-office/returns.csv.gz': ['gb-returns by-nationality-csv'],
  'gb-home-office/returns_by_destination.csv.gz': ['gb-returns by-destination-csv'],
  'new-sources/eurostat_asyappctza_sdmx20.csv': ['eurostat-asylum-applications asyappctza-sdmx-csv-asyl-app'],
  'new-sources/gb_appeals_lodged.csv': ['gb-asylum-applications appeals-lodged-csv'],
  'new-sources/gb_awaiting_decision.csv': ['gb-asylum-applications awaiting-decision-csv'],
  'new-sources/gb_appeals_determined.csv': ['gb-asylum-decisions appeals-csv'],
  'new-sources/unhcr_site_applications_10_columns.csv': ['unhcr-asylum-applications site-download-by-type'],
  'new-sources/unhcr_site_decisions_13_columns.csv': ['unhcr-asylum-decisions site-download-by-stage'],
  'new-sources/uscis_semi_monthly_head.csv': ['us-credible-fear uscis-semi-monthly'],
  'unhcr/HDX_AsylumDecisions.csv': ['unhcr-asylum-decisions hdx-table'],
  'unhcr/api/asylum-decisions_SYR_2024_subset.json': ['unhcr-asylum-decisions api-answer'],
  'unhcr/api/asylum-decisions_coo-ALG_page1of11_captured-2022-01.json': [
    'unhcr-asylum-decisions api-page-of-several'
  ],
  'unhcr/api/asylum-decisions_world_2024.json': ['unhcr-asylum-decisions api-answer'],
  // An answer without rows is known, so that its refusal says why.
  'unhcr/api/empty-result.json': [
    'unhcr-asylum-applications api-answer',
    'unhcr-asylum-decisions api-answer',
    'unhcr-population api-answer'
  ],
  'unhcr/asylum_applications.csv.gz': ['unhcr-asylum-applications package-table'],
  'unhcr/asylum_decisions.csv.gz': ['unhcr-asylum-decisions package-table'],
  'unhcr/site-download-asylum-decisions.csv.gz': ['unhcr-asylum-decisions site-download'],
  'us-credible-fear/DoHSdata.csv': ['us-credible-fear dhs-by-nationality'],
  // Known only to be refused.
  'us-credible-fear/uscis_credible_fear_fy2006_2018.csv': ['us-credible-fear yearly-fy2006-2018'],
  'us-uscis-asylum-office/COW2021001887-I589Data_first999rows.csv': [
    'us-uscis-asylum-office foia-cow2021001887'
  ]
}
/** Files that end before their tables do, or hold none. */
const withoutRows = ['new-sources/uscis_semi_monthly_head.csv', 'unhcr/api/empty-result.json']
/** Large tables that the tests of check figures map whole, where an unresolved code fails. */
const mappedElsewhere = [
  'eurostat/migr_eirtn_Data_allcitizens.csv.gz',
  'gb-home-office/decisions_resettlement.csv.gz',
  'gb-home-office/returns.csv.gz',
  'gb-home-office/returns_by_destination.csv.gz',
  'unhcr/asylum_applications.csv.gz',
  'unhcr/asylum_decisions.csv.gz'
]
/** Tables of other things are told by no layout but by theirs, once a source reads them. */
const isOther = /^(us-eoir|us-ice)\/|^README\.md$/

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(each => each.isFile())
    .map(each => relative(folder, join((each as Dirent & { parentPath: string }).parentPath, each.name)))
    .sort()

async function* membersOf(file: string) {
  for await (const member of openMembers([join(data.path, file)]))
    yield { member, head: (await member.head()).toString() }
}

t.test('every real table is known by its own layout, and by none of another source', { skip }, async t => {
  for (const file of filesIn(data.path).filter(each => !isOther.test(each) && !/\.(md|xlsx)$/.test(each))) {
    const known: string[] = []
    for await (const { member, head } of membersOf(file))
      for (const { about, layouts, case_layouts = [] } of sourceRegistry)
        known.push(
          ...layouts.filter(each => each.matches(head, member.name)).map(({ id }) => `${about.id} ${id}`),
          ...case_layouts.filter(each => each.recognise(head, member.name) === 'read').map(({ id }) => id)
        )
    t.same(known.sort(), read[file] ?? [], file)
  }
})

/** What the layouts of a source leave unresolved in a file. */
async function unresolvedIn(source: Source, ids: readonly string[], file: string): Promise<string[]> {
  const found = new Set<string>()
  for await (const { member } of membersOf(file))
    for (const layout of source.layouts.filter(({ id }) => ids.includes(id)))
      for await (const row of layout.rows(await member.open(), member.name, member.open))
        for (const { field, code } of layout.map(row).unknown_codes ?? []) found.add(`${field} ${code}`)
  return [...found]
}

t.test('nothing is unresolved in any real table', { skip, timeout: 600_000 }, async t => {
  for (const [file, layouts] of Object.entries(read)) {
    if ([...withoutRows, ...mappedElsewhere].includes(file) || file.includes('fy2006_2018')) continue
    const named = layouts.map(each => each.split(' ') as [string, string])
    const source = sourceRegistry.find(({ about }) => about.id === named[0]?.[0])
    if (!source) throw new Error(`no source reads ${file}`)
    const ids = named.map(([, id]) => id)
    t.same(await unresolvedIn(source, ids, file), [], file)
  }
})

/** Columns of countries in real tables that no source reads yet, and how their publisher writes them. */
const places: [file: string, column: string, scheme: CountryNameScheme | 'iso3' | 'eurostat-code'][] = [
  ['new-sources/gb_appeals_lodged.csv', 'Nationality', 'home-office-name'],
  ['new-sources/gb_awaiting_decision.csv', 'Nationality', 'home-office-name'],
  ['new-sources/gb_dublin.csv', 'Member State', 'home-office-name'],
  ['new-sources/unhcr_site_applications_10_columns.csv', 'Country of origin (ISO)', 'iso3'],
  ['new-sources/unhcr_site_applications_10_columns.csv', 'Country of asylum (ISO)', 'iso3'],
  ['new-sources/unhcr_site_applications_10_columns.csv', 'Country of origin', 'unhcr'],
  ['new-sources/unhcr_site_decisions_13_columns.csv', 'Country of origin', 'unhcr'],
  ['new-sources/eurostat_dublin_incomingR.csv', 'partner', 'eurostat'],
  ['new-sources/eurostat_dublin_incomingR.csv', 'geo', 'eurostat'],
  ['new-sources/eurostat_dublin_outgoingD.csv', 'geo', 'eurostat'],
  ['new-sources/eurostat_dublin_allData_DublinTransfer.csv', 'partner', 'eurostat'],
  ['new-sources/eurostat_dublin_allData_DublinTransfer.csv', 'iso2', 'eurostat-code'],
  ['new-sources/eurostat_asyappctza_sdmx20.csv', 'citizen', 'eurostat-code'],
  ['new-sources/eurostat_asyappctza_sdmx20.csv', 'geo', 'eurostat-code'],
  ['eurostat/asylum_applicants_total.csv', 'citizen', 'eurostat-code'],
  ['eurostat/asylum_applicants_total.csv', 'geo', 'eurostat-code']
]
const totals = ['Total', 'TOTAL', '-', 'NA', '']

t.test('nor are the countries of the real tables that no source reads yet', { skip }, t => {
  for (const [file, column, scheme] of places) {
    const rows: Record<string, string>[] = parse(readFileSync(join(data.path, file)), { columns: true })
    const printed = new Set(rows.map(row => (row[column] ?? '').split(':')[0]?.trim() ?? ''))
    t.ok(printed.size > 0 && rows.every(row => column in row), `${file} has ${column}`)
    const code = (text: string) =>
      scheme === 'iso3'
        ? countryFromCode('iso3', text)
        : scheme === 'eurostat-code'
          ? countryFromCode('eurostat', text)
          : countryFromName(scheme, text)
    t.same(
      [...printed].filter(text => !totals.includes(text) && code(text) === undefined),
      [],
      `${file} ${column}`
    )
  }
  t.end()
})

const workbook = shared(
  'data/us-dhs-ohss/2024_1206_ohss_immigration-enforcement-and-legal-processes-tables-august-2024.xlsx'
)
/** Sheets whose columns, or groups of columns, are citizenships. */
const byCitizenship = /Citp|Citizen|^CBP One|^Nationwide (OFO|USBP)/

t.test(
  'nor the citizenships of the real workbook of OHSS’s monthly tables',
  { skip: workbook.missing },
  async t => {
    const names = new Set<string>()
    let sheets = 0
    for await (const sheet of readWorkbook(createReadStream(workbook.path), 'ohss.xlsx')) {
      if (!byCitizenship.test(sheet.name)) continue
      sheets++
      // Groups are citizenships, or agencies above columns of citizenships.
      let above: string[] = []
      for await (const { cells } of sheet.rows()) {
        if (!/^Fiscal Year/.test(cells[0] ?? '')) {
          above = cells
          continue
        }
        const groups = above.slice(2).filter(name => !['', 'USBP', 'OFO'].includes(name))
        for (const name of groups.length > 1 ? groups : cells.slice(2)) names.add(name.trim())
        break
      }
    }
    t.ok(sheets >= 8 && names.size > 90, `${names.size} names in ${sheets} sheets`)
    const unresolved = [...names].filter(
      name => !/^(Total( CBP| Encounters)?)?$/.test(name) && countryFromName('uscis-name', name) === undefined
    )
    t.same(unresolved, [])
  }
)
