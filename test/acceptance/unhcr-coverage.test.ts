import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import t from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { service } from '../service.ts'
import { pathOf, withoutSharedData } from './published-files.ts'

const source = 'unhcr-asylum-decisions'
const file = pathOf('unhcr/asylum_decisions.csv.gz')

const outcomes = ['dec_recognized', 'dec_other', 'dec_rejected', 'dec_closed'] as const
type Row = Record<(typeof outcomes)[number] | 'year' | 'coo_iso' | 'coa_iso' | 'dec_level' | 'dec_pc', string>

const [firstInstance, severalStages] = [
  ['FI', 'EO', 'NA', 'IN'],
  ['FA', 'BL']
]
const total = (row: Row): number => outcomes.reduce((sum, name) => sum + Number(row[name]), 0)
const add = (sums: Map<string, number>, key: string, value: number) =>
  sums.set(key, (sums.get(key) ?? 0) + value)
const at = (sums: Map<string, number>, key: string): number => sums.get(key) ?? 0

/**
 * What the table of UNHCR tells at first instance in persons, counted from its file by docs/rules/coverage.md §2 and §3:
 * the cells of each nationality and year that are a lower bound, and the pairs of which a reporter's year says nothing.
 */
async function counted() {
  const empty = () => new Map<string, number>()
  const [cells, reports, world, parts] = [empty(), empty(), empty(), empty()]
  const [levels, elsewhere] = [empty(), empty()]
  for await (const row of createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ columns: true }))) {
    const { year, coo_iso, coa_iso, dec_level, dec_pc } = row as Row
    if (severalStages.includes(dec_level))
      for (const name of outcomes) add(elsewhere, `${coa_iso} ${year} ${name}`, Number(row[name]))
    if (!firstInstance.includes(dec_level) || dec_pc !== 'P') continue
    add(cells, `${coo_iso} ${year}`, total(row))
    add(reports, `${coa_iso} ${year}`, total(row))
    add(world, year, total(row))
    add(parts, `${coo_iso} ${coa_iso} ${year}`, total(row))
    for (const name of outcomes) add(levels, `${coa_iso} ${year} ${name} ${dec_level}`, Number(row[name]))
  }
  /** Reporters' years in which an outcome is zero for all at one level, and stands at a level of several stages. */
  const untold = new Set(
    [...levels].flatMap(([key, sum]) => {
      const [reporter, year, name] = key.split(' ')
      return sum === 0 && at(elsewhere, `${reporter} ${year} ${name}`) > 0 ? [`${reporter} ${year}`] : []
    })
  )
  const reporters = [...new Set([...reports.keys()].map(key => key.slice(0, 3)))]
  /** Reporters that say nothing in a year, and a year beside it of which they held a hundredth. */
  const missing = (year: number) =>
    reporters.flatMap(reporter =>
      reports.has(`${reporter} ${year}`)
        ? []
        : [year - 1, year + 1].flatMap(beside => {
            const held = reports.get(`${reporter} ${beside}`)
            return held !== undefined && held >= 0.01 * at(world, String(beside))
              ? [{ reporter, beside }]
              : []
          })
    )
  const missingIn = new Map([...world.keys()].map(year => [year, missing(Number(year))]))
  const partial = [...cells].flatMap(([key, value]) => {
    const [nationality, year = ''] = key.split(' ')
    const lacksReporter = missingIn.get(year)?.some(({ reporter, beside }) => {
      const all = at(cells, `${nationality} ${beside}`)
      return all > 0 && at(parts, `${nationality} ${reporter} ${beside}`) >= 0.01 * all
    })
    const lacksOutcome = [...untold].some(report => {
      const [reporter, of] = report.split(' ')
      const part = parts.get(`${nationality} ${reporter} ${year}`)
      return of === year && part !== undefined && part >= 0.01 * value
    })
    return lacksReporter || lacksOutcome ? [key] : []
  })
  const seen = new Map<string, Set<string>>()
  for (const key of parts.keys()) {
    const [nationality = '', reporter = ''] = key.split(' ')
    seen.set(reporter, (seen.get(reporter) ?? new Set()).add(nationality))
  }
  return { cells, reports, parts, untold, partial, seen, years_missing: missingIn }
}

t.test(
  'what a table of UNHCR tells by nationality, reporter and year is what its file does',
  { skip: withoutSharedData, timeout: 800_000 },
  async t => {
    const { get } = await service(t, {}, async (database, dataDir) => {
      await importRelease(
        { database, dataDir, sources: sourceRegistry, today: '2026-11-29' },
        { source, paths: [file], release: 'whole' }
      )
    })
    const { cells, reports, parts, untold, partial, seen, years_missing } = await counted()
    t.equal(cells.size, 4599)
    t.equal([...years_missing.values()].filter(({ length }) => length > 0).length, 14)
    const about = `source=${source}&decision_stage=first_instance&unit=persons`
    const csv = (await get(`/v1/statistics/decisions.csv?${about}&group_by=nationality,year&fields=persons`))
      .body
    const told = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map(line => line.split(','))
    t.same(
      told.flatMap(([nationality, year, , flags]) =>
        flags?.includes('partial') ? [`${nationality} ${year}`] : []
      ),
      [...partial].sort(),
      'lower bounds, name by name'
    )
    t.equal(told.length - partial.length, 3768, 'whole')

    // By pair: each that was ever seen, in each year that its reporter reported at all.
    const pairs = [...reports.keys()].reduce(
      (sum, report) => sum + (seen.get(report.slice(0, 3))?.size ?? 0),
      0
    )
    const silent = [...untold].flatMap(report =>
      [...(seen.get(report.slice(0, 3)) ?? [])].filter(nationality => !parts.has(`${nationality} ${report}`))
    )
    t.same([pairs, untold.size, silent.length], [166_274, 30, 945])
    // Asked are the reporters that do not tell an outcome in some year, and every tenth of the others.
    const isSilent = (reporter: string) => [...untold].some(report => report.startsWith(reporter))
    const asked = [...seen].filter(([reporter], i) => isSilent(reporter) || i % 10 === 0)
    let nulls = 0
    const wrong: string[] = []
    for (const [reporter, nationalities] of asked) {
      const { body } = await get(
        `/v1/statistics/decisions.csv?${about}&country_of_asylum=${reporter}&group_by=nationality,year&fill=grid&fields=persons`
      )
      for (const line of body.trim().split('\r\n').slice(1)) {
        const [nationality = '', year, persons] = line.split(',')
        if (!nationalities.has(nationality) || !reports.has(`${reporter} ${year}`)) continue
        const value = parts.get(`${nationality} ${reporter} ${year}`)
        const right = value ?? (untold.has(`${reporter} ${year}`) ? '' : 0)
        if (String(persons) !== String(right)) wrong.push(`${reporter} ${line}: ${right}`)
        if (persons === '') nulls++
      }
    }
    t.same(wrong, [])
    t.equal(nulls, 945, 'so 165,329 are numbers')
  }
)
