import type { Finding, Row } from '../row.ts'
import { courtRelease, ownFolder } from './court.ts'
import { importBesideCopy, type Phase, type Took } from './import-beside-copy.ts'

const most = { times: 2.5, megabytes: 700 }
const megabyte = 1024 * 1024

/** An import of court tables beside a plain COPY of their bytes. It is measured once, whatever the rounds: a large one takes minutes. */
export const courtImportRow: Row = {
  id: 'court-import',
  work: 'import of a release of court tables until it is published, time against a plain `COPY` of the same files; memory of all processes together',
  goal: `≤ ${most.times}, ≤ ${most.megabytes} MB`,
  measure: measured
}

async function measured(): Promise<Finding> {
  const { folder, end } = await ownFolder()
  try {
    const { bytes, copied, imported, phases } = await importBesideCopy(courtRelease(folder), `${folder}/data`)
    const published = untilPublished(phases)
    const ratio = published.seconds / copied.seconds
    const whole = imported.seconds / copied.seconds
    const cpu_ratio = published.cpu_seconds / copied.cpu_seconds
    const megabytes = Math.round(imported.peak / megabyte)
    return {
      found: `${ratio.toFixed(2)} in time, ${cpu_ratio.toFixed(2)} in processor time; ${whole.toFixed(2)} with the files to download; ${megabytes} MB`,
      is_met: ratio <= most.times && megabytes <= most.megabytes,
      details: [
        `${Math.round(bytes / megabyte)} MB of text`,
        `plain COPY: ${told(copied)}`,
        `import: ${told(imported)}`,
        ...phases.map(
          ({ phase, seconds, cpu_seconds }) =>
            `${phase}: ${seconds.toFixed(1)} s, ${cpu_seconds.toFixed(1)} s of processor time`
        )
      ]
    }
  } finally {
    await end()
  }
}

/** Answers come from the release from then on; its files to download are made afterwards. */
function untilPublished(phases: readonly Phase[]): Pick<Phase, 'seconds' | 'cpu_seconds'> {
  const last = phases.findIndex(({ phase }) => phase === 'publishing')
  if (last === -1) throw new Error('the import did not tell that it publishes')
  const before = phases.slice(0, last + 1)
  return {
    seconds: before.reduce((sum, { seconds }) => sum + seconds, 0),
    cpu_seconds: before.reduce((sum, { cpu_seconds }) => sum + cpu_seconds, 0)
  }
}

function told({ seconds, cpu_seconds, peak, at_peak, disk }: Took): string {
  const size = (bytes: number) => `${Math.round(bytes / megabyte)} MB`
  return (
    `${seconds.toFixed(1)} s, ${cpu_seconds.toFixed(1)} s of processor time, memory ${size(peak)} at its highest ` +
    `(${at_peak}), disk ${size(disk)} at its highest`
  )
}
