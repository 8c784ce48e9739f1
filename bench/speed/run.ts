/**
 * Prints the table of speeds, row by row, each with its goal. Every figure is a ratio of two measurements of one run that took
 * turns. Starts what it measures on the loopback, and stops it.
 *
 *   npm run bench [-- [rounds, by default 5] [ids of rows, by default all]]
 *
 * Exit code 1 where a goal is missed. A row that needs what this machine lacks says so, and is counted as skipped.
 */
import { cpus, loadavg } from 'node:os'
import { canPin } from './pinned.ts'
import { rows } from './rows.ts'

const given = process.argv.slice(2)
const [rounds = 5] = given.filter(word => /^\d+$/.test(word)).map(Number)
const ids = given.filter(word => !/^\d+$/.test(word))
const unknown = ids.filter(id => !rows.some(row => row.id === id))
if (unknown.length > 0)
  throw new Error(`no row ${unknown.join(', ')}: there are ${rows.map(({ id }) => id).join(', ')}`)

const tied = canPin() ? 'who serves and who asks tied to one each' : 'no process tied to a processor'
console.log(
  `${cpus().length} processors, ${tied}, load ${load()}, Node.js ${process.version}, ${rounds} rounds`
)
console.log('| row | work | found: median (least–most) | goal | |\n|---|---|---|---|---|')
const counts = { met: 0, missed: 0, skipped: 0 }
for (const { id, work, goal, measure } of rows) {
  if (ids.length > 0 && !ids.includes(id)) continue
  const finding = await measure(rounds)
  if ('lacks' in finding) {
    counts.skipped++
    console.log(`| ${id} | ${work} | not measured: ${finding.lacks} | ${goal} | skipped |`)
    continue
  }
  const verdict = finding.is_met ? 'met' : 'missed'
  counts[verdict]++
  console.log(`| ${id} | ${work} | ${finding.found} | ${goal} | ${verdict} |`)
  for (const detail of finding.details) console.error(`  ${id}: ${detail}`)
}
console.log(`load ${load()} at the end`)
console.log(`${counts.met} met, ${counts.missed} missed, ${counts.skipped} skipped`)
process.exitCode = counts.missed === 0 ? 0 : 1

function load(): string {
  return loadavg()
    .map(each => each.toFixed(1))
    .join(', ')
}
