import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import {
  siteDownload,
  siteDownloadByStage
} from '../../../src/sources/unhcr-asylum-decisions/site-download.ts'
import { hdxTable, packageTable } from '../../../src/sources/unhcr-asylum-decisions/tables.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { countsIn, mapText, shared } from '../released.ts'

const header =
  'Year,"Country of origin","Country of origin (ISO)","Country of asylum","Country of asylum (ISO)",Authority,"Stage of procedure","Cases / Persons","Recognized decisions","Complementary protection","Rejected decisions","Otherwise closed","Total decisions"'
const download = (lines: readonly string[] = []) => `${[header, ...lines].join('\n')}\n`
const read = async (...lines: string[]) => countsIn(await mapText(siteDownloadByStage, download(lines)))

const table = shared('data/unhcr/asylum_decisions.csv.gz')
const sample = shared('data/new-sources/unhcr_site_decisions_13_columns.csv')

/** The five numbers and what they are of, by key; two figures of one key are a fault. */
function figures(facts: readonly CountFact[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const {
    count_key,
    value,
    status,
    outcome,
    unit,
    authority,
    decision_stage,
    source_level,
    total_over
  } of facts) {
    if (found.has(count_key)) throw new Error(`${count_key} stands twice`)
    const of = [outcome, unit, authority, decision_stage, source_level, total_over]
    found.set(count_key, JSON.stringify([value, status, ...of]))
  }
  return found
}

/** A line of the whole table as today’s download prints it: columns by their places, all names quoted. */
function asDownloaded(line: string): string {
  const cells = [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? ''
  )
  const [year, origin, , origin_iso, asylum, , asylum_iso, authority, level, unit, ...numbers] = cells
  if (cells.length !== 15) throw new Error(`${cells.length} cells in ${line}`)
  return [
    year,
    `"${origin}"`,
    origin_iso,
    `"${asylum}"`,
    asylum_iso,
    authority,
    level,
    unit,
    ...numbers
  ].join(',')
}

t.test(
  'the whole table, written as today’s download, gives the same figures key by key',
  { skip: table.missing || sample.missing, timeout: 300_000 },
  async t => {
    const text = gunzipSync(readFileSync(table.path)).toString()
    const lines = text.trimEnd().split('\n').slice(1)
    t.equal(lines.length, 113_929)
    const whole = figures(countsIn(await mapText(packageTable, text)))
    t.ok(whole.size > 500_000)
    const real = figures(countsIn(await mapText(siteDownloadByStage, readFileSync(sample.path))))
    t.ok(real.size >= 50, 'rows of a real download')
    t.same(
      [...real].filter(([key, figure]) => whole.get(key) !== figure),
      []
    )
    const downloaded = await mapText(siteDownloadByStage, download(lines.map(asDownloaded)))
    const made = figures(countsIn(downloaded))
    t.equal(made.size, whole.size)
    t.same([...whole].filter(([key, figure]) => made.get(key) !== figure).slice(0, 5), [])
  }
)

t.test('each layout is known by all of its columns and by no others', t => {
  const layouts = [packageTable, hdxTable, siteDownload, siteDownloadByStage]
  const known = (head: string) =>
    layouts.filter(layout => layout.matches(head, 'asylum-decisions.csv')).map(({ id }) => id)
  t.same(known(download()), ['site-download-by-stage'])
  for (const column of ['Authority', '"Stage of procedure"', '"Cases / Persons"'])
    t.same(known(header.replace(`${column},`, '')), [], `without ${column} it is neither of the two`)
  const old = header.replace('Authority,"Stage of procedure","Cases / Persons",', '')
  t.same(known(old), ['site-download'])
  t.same(known(`${old},Sex`), [], 'figures by sex are parts of these')
  t.same(known(`${header},"Application type"`), [])
  t.same(known(`"",${header}`), ['site-download-by-stage'], 'numbers of rows are no figures')
  const whole =
    'year,coo_iso,coa_iso,procedure_type,dec_level,dec_pc,dec_recognized,dec_other,dec_rejected,dec_closed,dec_total'
  t.same(known(whole), ['package-table'])
  t.same(known(`${whole},age`), [])
  t.end()
})

t.test('a dash in the place of a country is the total over it, in a download of either form', async t => {
  const [first, , , , total] = await read('2023,-,-,Germany,DEU,G,FI,P,10,20,30,40,100')
  t.match(first, {
    nationality: 'not_split',
    country_of_asylum: 'DEU',
    total_over: ['nationality'],
    value: 10
  })
  t.same(total?.total_over, ['outcome', 'nationality'])
  const [both] = await read('2023,-,,-,,G,FI,P,10,20,30,40,100')
  t.same(both?.total_over, ['nationality', 'country_of_asylum'])
  const old =
    'Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),Recognized decisions,Complementary protection,Rejected decisions,Otherwise closed,Total decisions\n'
  const [site] = countsIn(await mapText(siteDownload, `${old}2020,Iraq,IRQ,-,-,572,1869,6287,5932,14660\n`))
  t.match(site, { nationality: 'IRQ', country_of_asylum: 'not_split', total_over: ['country_of_asylum'] })
})

t.test('what was selected is not said, so a download is never the whole table', t => {
  t.same(siteDownloadByStage.coverage, { complete: false })
  t.end()
})
