// Compares two corpora and prints every difference:
//   node scripts/answers/compare.mjs OLD NEW [--corrections FILE] [--limit 50]
// FILE is JSON, { "request": "reason" }: a request by its id, or by a part of it with `*`. Exit code 1 where a request
// differs that is not listed, and where one that is listed is the same in both. `--limit`: how many of those that are
// not listed are printed. `--part`: NEW holds only a subset of the requests.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bodyOf, readCorpus } from './store.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corrections: { type: 'string' },
    limit: { type: 'string', default: '100' },
    verbose: { type: 'boolean' },
    part: { type: 'boolean' }
  }
})
const [oldFolder, newFolder] = positionals
if (!newFolder) {
  console.error('usage: compare.mjs OLD NEW [--corrections FILE] [--limit N] [--verbose] [--part]')
  process.exit(2)
}
const corrections = Object.entries(
  values.corrections ? JSON.parse(readFileSync(values.corrections, 'utf8')) : {}
).map(([pattern, reason]) => ({ pattern, reason, expression: expressionOf(pattern), met: 0, differs: 0 }))
const [before, after] = [readCorpus(oldFolder), readCorpus(newFolder)]
const counts = { same: 0, differ: 0, corrected: 0 }

for (const id of new Set([...(values.part ? [] : before.keys()), ...after.keys()])) {
  const listed = corrections.filter(({ expression }) => expression.test(id))
  const found = differencesOf(before.get(id), after.get(id))
  for (const each of listed) each.met++
  if (found.length === 0) {
    counts.same++
    continue
  }
  for (const each of listed) each.differs++
  counts[listed.length > 0 ? 'corrected' : 'differ']++
  if (listed.length > 0 && !values.verbose) continue
  if (listed.length === 0 && counts.differ > Number(values.limit)) continue
  console.log(`${id}${listed.map(({ reason }) => `\n  listed: ${reason}`).join('')}`)
  for (const line of found) console.log(`  ${line}`)
}
const unmet = corrections.filter(({ met, differs }) => met > 0 && differs === 0)
for (const { pattern } of unmet) console.log(`listed, but the same in both: ${pattern}`)
for (const { pattern, reason, differs } of corrections.filter(({ differs }) => differs > 0))
  console.log(`corrected ${differs}: ${pattern} (${reason})`)
console.log(`${counts.same} the same, ${counts.differ} differ, ${counts.corrected} differ as listed`)
process.exitCode = counts.differ > 0 || unmet.length > 0 ? 1 : 0

function expressionOf(pattern) {
  const parts = pattern.split('*').map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's')
}

function differencesOf(old, now) {
  if (!old) return ['is in the new corpus only']
  if (!now) return ['is in the old corpus only']
  const found = []
  if (old.path !== now.path) found.push(`address: ${old.path} -> ${now.path}`)
  if (old.status !== now.status) found.push(`status: ${old.status} -> ${now.status}`)
  // Headers are compared only where the status is the same.
  else
    for (const name of new Set([...Object.keys(old.answered), ...Object.keys(now.answered)]))
      if (old.answered[name] !== now.answered[name])
        found.push(`header ${name}: ${old.answered[name] ?? '(none)'} -> ${now.answered[name] ?? '(none)'}`)
  if (old.sha256 !== now.sha256)
    found.push(...bytesThatDiffer(bodyOf(oldFolder, old), bodyOf(newFolder, now)))
  return found
}

function bytesThatDiffer(old, now) {
  let at = 0
  while (at < old.length && at < now.length && old[at] === now[at]) at++
  const around = body => JSON.stringify(body.subarray(Math.max(0, at - 60), at + 100).toString('utf8'))
  return [
    `body: differs at byte ${at} (of ${old.length} -> ${now.length})`,
    `  old ${around(old)}`,
    `  new ${around(now)}`
  ]
}
