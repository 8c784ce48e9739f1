/**
 * Writes a made-up release in the exact form of EOIR's case data, and beside it the tally of what was meant:
 *
 *   node .build/bench/eoir/generate.js --cases 20000 --seed 1 --out /tmp/eoir [--zip FILE] [--layout current|2021]
 *     [--damage 0|1] [--damage-rate 1] [--appearances 0|1]
 *
 * `--damage-rate` multiplies the published rate of damaged rows, so that a small release has every kind.
 */
import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { layouts } from './layouts.ts'
import { writeRelease } from './release.ts'
import { zipFolder } from './zip.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    zip: { type: 'string' },
    layout: { type: 'string', default: 'current' },
    damage: { type: 'string', default: '1' },
    'damage-rate': { type: 'string', default: '1' },
    appearances: { type: 'string', default: '1' }
  }
})
const layout = layouts.find(name => name === values.layout)
if (values.out === undefined || layout === undefined) {
  console.error(
    'usage: --cases N --seed S --out DIR [--zip FILE] [--damage 0|1] [--damage-rate K] [--layout current|2021] [--appearances 0|1]'
  )
  process.exit(2)
}
const began = Date.now()
mkdirSync(values.out, { recursive: true })
const { rows, tally } = writeRelease({
  cases: Number(values.cases),
  seed: Number(values.seed),
  out: values.out,
  layout,
  damage_rate: values.damage === '0' ? 0 : Number(values['damage-rate']),
  appearances: values.appearances !== '0'
})
if (values.zip !== undefined) await zipFolder(`${values.out}/release`, values.zip)
for (const [table, count] of Object.entries(rows)) console.log(`${table}\t${count}`)
console.log(`damaged\t${tally.damaged.length}`)
console.log(`seconds\t${((Date.now() - began) / 1_000).toFixed(1)}`)
