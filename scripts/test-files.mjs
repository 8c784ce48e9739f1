// Which test files are run, and in which order.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Seconds of each file in the last run of this working copy. */
const recorded = '.tap/durations.json'
/** The slowest files, for runs without recorded durations. They run first, so that no processor is idle at the end. */
const longest = [
  'test/acceptance/published.test.ts',
  'test/statistics/property-published.test.ts',
  'test/acceptance/countries-of-return.test.ts',
  'test/snapshot/snapshots.test.ts',
  'test/database/embedded/keep.test.ts',
  'test/server.test.ts',
  'test/pages/browser/looks.test.ts',
  'test/pages/numbers.test.ts',
  'test/pages/links.test.ts',
  'test/pages/browser/tasks.test.ts',
  'test/pages/browser/embeds.test.ts',
  'test/cases/every-format.test.ts',
  'test/cases/every-format-layouts.test.ts',
  'test/cases/every-format-files.test.ts',
  'test/cases/refusals-every-format.test.ts',
  'test/cases/siblings.test.ts',
  'test/sources/gb-returns/check-figures.test.ts',
  'test/queries/largest-list.test.ts',
  'test/import/killed.test.ts',
  'test/import/partner/attack.test.ts',
  'test/import/cases/load-cases.test.ts',
  'test/statistics/rollups.test.ts',
  'test/database/embedded/launch.test.ts',
  'test/queries/lists/filters.test.ts',
  'test/statistics/property-cases.test.ts',
  'test/queries/walks.test.ts',
  'test/returns/published.test.ts',
  'test/statistics/property.test.ts',
  'test/statistics/rollups/columns.test.ts',
  'test/statistics/rows/subtotals.test.ts',
  'test/routes/clocks.test.ts',
  'test/statistics/property-applications.test.ts'
]

/** The test files in the named files and folders, or all where none is named. Throws for a name without any. */
export function testFiles(named) {
  const files = (named.length ? named : ['test']).flatMap(name => {
    const file = path.relative('', name)
    const found = existsSync(file) && statSync(file).isDirectory() ? filesIn(file) : [file]
    const tests = found.filter(isTest)
    if (tests.length === 0) throw new Error(`${name}: no test file (test/**/*.test.ts) is there`)
    return tests
  })
  const seconds = durations()
  const place = file => (longest.includes(file) ? longest.indexOf(file) : longest.length)
  // A file without a recorded duration is sorted as the longest.
  const length = file => seconds[file] ?? Number.MAX_SAFE_INTEGER
  return [...new Set(files)].sort((a, b) => length(b) - length(a) || place(a) - place(b) || (a < b ? -1 : 1))
}

/** Seconds from which a file has a process of its own: sharing one would save only a small part of its time. */
const long = 10
/** The most files and seconds of a shared process. They limit it, so that the last processes end at about one time. */
const shared = { files: 12, seconds: 30 }

/**
 * The files in the order given, by process: [['a long one'], ['short', 'short'], …].
 * A file without a recorded duration counts as short, unless it is among those that are known to be long.
 */
export function inProcesses(files, { jobs, alone }) {
  const seconds = durations()
  const known = file => seconds[file] ?? (longest.includes(file) ? Number.MAX_SAFE_INTEGER : 2)
  const isAlone = file => alone || known(file) >= long
  const short = files.filter(file => !isAlone(file))
  const size = Math.max(1, Math.min(shared.files, Math.ceil(short.length / jobs)))
  const batches = []
  for (const file of short) {
    const last = batches.at(-1)
    const fits = last && last.files.length < size && last.seconds + known(file) <= shared.seconds
    if (fits) {
      last.files.push(file)
      last.seconds += known(file)
    } else batches.push({ files: [file], seconds: known(file) })
  }
  return [...files.filter(isAlone).map(file => [file]), ...batches.map(batch => batch.files)]
}

/** The files that skipped something in another run without the published files. `results`: its .tap/results. */
export function skippedWithoutPublished(results) {
  const files = readdirSync(results)
    .filter(name => /# SKIP .*\.\.\/shared/.test(readFileSync(path.join(results, name), 'utf8')))
    .map(name => name.replaceAll('__', '/').replace(/\.tap$/, ''))
  if (files.length === 0)
    throw new Error(`${results}: nothing was skipped there for want of the published files`)
  return files
}

/** Seconds by file, as they were recorded last. */
export function durations() {
  return existsSync(recorded) ? JSON.parse(readFileSync(recorded, 'utf8')) : {}
}

/** Adds the durations of a run to those recorded. */
export function record(results) {
  const seconds = durations()
  for (const { file, seconds: each } of results) if (each) seconds[file] = Number(each.toFixed(1))
  writeFileSync(recorded, `${JSON.stringify(seconds, null, 2)}\n`)
}

function isTest(file) {
  return file.startsWith(`test${path.sep}`) && file.endsWith('.test.ts') && existsSync(file)
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true }).map(name => path.join(folder, name))
}
