import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { openMembers } from '../../src/reading/members.ts'
import { projectRoot } from '../../src/root.ts'
import { restatedReleases } from '../../src/sources/publishers/first-data.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import type { Layout } from '../../src/sources/source.ts'
import { shared, starter } from './released.ts'

/**
 * The publisher's file of each restated table, and its rows, counted with `zcat FILE | wc -l` less the header. `of`: what
 * the publisher's file has in place of them, where not all of it is restated.
 */
const published: Record<string, { file: string; rows: number; of?: number }> = {
  'us-ohss-monthly-tables-2024-08.csv.gz': {
    file: 'us-dhs-ohss/2024_1206_ohss_immigration-enforcement-and-legal-processes-tables-august-2024.xlsx',
    // 142 rows of figures in each of nine sheets, of 4 + 4 results, 12 + 11 columns of screenings referred, 16 types and
    // four times 12 nationalities; 34 sheets in the workbook (test/independent/ohss-figures.py).
    rows: 142 * (4 + 4 + 12 + 11 + 16 + 4 * 12),
    of: 105_020
  },
  'unhcr-asylum-decisions-2000-2025.csv.gz': { file: 'unhcr/asylum_decisions.csv.gz', rows: 113_929 },
  'unhcr-asylum-applications-2000-2025.csv.gz': { file: 'unhcr/asylum_applications.csv.gz', rows: 120_597 },
  'gb-initial-decisions-2001-2024-q3.csv.gz': {
    file: 'gb-home-office/decisions_resettlement.csv.gz',
    rows: 125_009
  },
  'gb-returns-by-destination-2004-2023.csv.gz': {
    file: 'gb-home-office/returns_by_destination.csv.gz',
    rows: 44_109
  },
  'gb-returns-by-nationality-2004-2023.csv.gz': { file: 'gb-home-office/returns.csv.gz', rows: 240_074 }
}
const { path: data, missing } = shared('data')

t.test('each restated table is loaded at the first start, and nothing else is in its folder', async t => {
  const files = readdirSync(starter('tables')).sort()
  const loaded = new Set(restatedReleases.map(({ file }) => path.basename(file)))
  t.strictSame([...loaded].sort(), files)
  t.strictSame(Object.keys(published).sort(), files)
  const bytes = files.reduce((sum, file) => sum + readFileSync(starter(`tables/${file}`)).length, 0)
  t.ok(bytes < 6_000_000, `${bytes} bytes in the repository`)
})

t.test('the script writes just these bytes from the published files', { skip: missing }, async t => {
  const to = t.testdir()
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(projectRoot, 'scripts/restate.mjs'), data, to],
    { encoding: 'utf8' }
  )
  t.equal(status, 0, stderr)
  for (const file of Object.keys(published))
    t.ok(readFileSync(path.join(to, file)).equals(readFileSync(starter(`tables/${file}`))), file)
})

for (const { source, series, file } of restatedReleases) {
  const name = path.basename(file)
  const of = published[name]
  t.test(`${series} in ${name}: the facts of the published file, no other and none twice`, async t => {
    const ours = await digest(source, series, starter(file))
    t.equal(ours.rows, of?.rows)
    t.match(ours.layout, /restated/)
    if (missing) return t.comment(missing)
    const theirs = await digest(source, series, path.join(data, of?.file ?? ''))
    t.equal(theirs.rows, of?.of ?? of?.rows)
    const same = ({ facts, all, excluded: { other_table, ...excluded } }: Digest) => ({
      facts,
      all,
      excluded
    })
    t.strictSame(same(ours), same(theirs))
  })
}

interface Digest {
  layout: string | undefined
  rows: number
  excluded: Record<string, number>
  facts: number
  all: string
}

/** Rows, those left out by reason, facts and a digest of all facts in an order of their own, without the places in the file. */
async function digest(id: string, series: string, file: string): Promise<Digest> {
  const source = sourceRegistry.find(({ about }) => about.id === id)
  const hashes: string[] = []
  const excluded: Record<string, number> = {}
  let rows = 0
  let layout: Layout | undefined
  for await (const member of openMembers([file])) {
    const head = (await member.head()).toString('utf8')
    layout = source?.layouts.find(each => each.series === series && each.matches(head, member.name))
    if (!layout) throw new Error(`no layout reads ${file}`)
    for await (const row of layout.rows(await member.open(), member.name)) {
      rows++
      const mapped = layout.map(row)
      if ('excluded' in mapped) excluded[mapped.excluded] = (excluded[mapped.excluded] ?? 0) + 1
      else if (!('facts' in mapped)) throw new Error(`line ${row.line}: ${JSON.stringify(mapped)}`)
      else
        for (const { line, source_table, ...fact } of mapped.facts as unknown as Record<string, unknown>[])
          hashes.push(createHash('md5').update(JSON.stringify(fact)).digest('base64'))
    }
  }
  const all = createHash('md5').update(hashes.sort().join('\n')).digest('hex')
  return { layout: layout?.id, rows, excluded, facts: hashes.length, all }
}
