import type { Config } from '../config.ts'
import { importPartner, type PartnerReport } from '../import/partner/import-partner.ts'
import type { Input, Terminal } from './command.ts'
import { UsageError } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { progressTeller } from './progress.ts'
import { stopOnSignal } from './serving/signals.ts'
import { withDatabase } from './serving/store.ts'
import { grouped, textTable } from './table.ts'

/** Options that an import of a partner source refuses: its files state these values, and only one edition is kept. */
const strange = ['series', 'retrieved-on', 'released-on', 'make-current']

/** `import partner <folder>`: publishes the declared tables of private records, and keeps none of the records. */
export async function importPartnerSource(input: Input, config: Config, terminal: Terminal): Promise<number> {
  const { words, options } = input
  const given = strange.find(name => options[name] !== undefined)
  if (given !== undefined)
    throw new UsageError(`--${given} is not for partner sources: see docs/partner-sources.md.`)
  const [source = '', ...paths] = words
  const stop = stopOnSignal()
  const progress = progressTeller(terminal)
  try {
    return await withDatabase(config, terminal.tell, async database => {
      const report = await importPartner(
        {
          ...{ database, dataDir: config.dataDir },
          onPhase: phase => {
            stop.check(phase)
            progress.phase(phase)
          },
          onStep: () => stop.check('check')
        },
        {
          ...{ source, paths, release: options.release as string | undefined },
          ...{ dryRun: options['dry-run'] === true, force: options.force === true }
        }
      )
      progress.end()
      terminal.out(partnerReportText(report))
      return exitCodes.ok.code
    })
  } finally {
    progress.end()
    stop.off()
  }
}

const headlines = {
  published: 'published; an edition before it is no longer kept',
  unchanged: 'unchanged: these numbers are published already',
  dry_run: 'dry run: nothing was written'
} as const satisfies Record<PartnerReport['result'], string>

/** The closing report. It counts numbers that are published or withheld, never records. */
export function partnerReportText({ source, result, tables, dropped }: PartnerReport): string {
  return textTable([
    ['source', source],
    ['result', headlines[result]],
    ...tables.map(({ series, release, numbers, withheld }) => [
      `  ${series}`,
      `${release}: ${grouped(numbers)} numbers, of which ${grouped(withheld)} are withheld`
    ]),
    ...(dropped.length > 0 ? [['no longer kept', dropped.join(', ')]] : [])
  ])
}
