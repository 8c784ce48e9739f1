// Which test files are run, and in which order.
import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** Those that take longest come first, so that no processor waits for one of them at the end. */
const first = [
  'test/acceptance/published.test.ts',
  'test/statistics/property-cases.test.ts',
  'test/server.test.ts',
  'test/database/embedded/launch.test.ts',
  'test/database/embedded/keep.test.ts',
  'test/sources/gb-returns/check-figures.test.ts',
  'test/routes/clocks.test.ts',
  'test/statistics/property.test.ts',
  'test/statistics/property-published.test.ts',
  'test/acceptance/countries-of-return.test.ts',
  'test/queries/largest-list.test.ts'
]

/** The test files among the files and folders that are named, or all where none is; refuses what is no test file. */
export function testFiles(named) {
  const files = (named.length ? named : ['test']).flatMap(name => {
    const file = path.relative('', name)
    const found = existsSync(file) && statSync(file).isDirectory() ? filesIn(file) : [file]
    const tests = found.filter(isTest)
    if (tests.length === 0) throw new Error(`${name}: no test file (test/**/*.test.ts) is there`)
    return tests
  })
  const place = file => (first.includes(file) ? first.indexOf(file) : first.length)
  return [...new Set(files)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}

function isTest(file) {
  return file.startsWith(`test${path.sep}`) && file.endsWith('.test.ts') && existsSync(file)
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true }).map(name => path.join(folder, name))
}
