import { rm } from 'node:fs/promises'
import type { Client } from 'pg'
import { keepSnapshot } from '../../snapshot/keep.ts'
import { workFolder } from '../../snapshot/materialise.ts'
import { writeSnapshot } from '../../snapshot/write.ts'
import type { Declaration } from '../../sources/partner/index.ts'
import type { Source } from '../../sources/source.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { textIn } from '../../vocabulary/labels/texts/texts.ts'
import type { Coverage } from '../../vocabulary/time/coverage.ts'
import { transaction } from '../client.ts'
import { removeRelease, workOf } from '../copy/detached.ts'
import { addKeys } from '../copy/keys.ts'
import { detachedTables } from '../copy/sink.ts'
import type { ImportContext } from '../job.ts'
import { filledCitation, insertRelease, noteTally } from '../publish/releases.ts'
import { toldOf } from '../publish/told.ts'
import { emptyTally } from '../report.ts'
import type { MadeTable } from './publish-edition.ts'

/** The tables of a partner's records that are published together. */
export interface Edition {
  source: Source
  declaration: Declaration
  retrieved_on: string
  coverage: Coverage
  tables: { series: string; release: string; facts: CountFact[]; content_sha256: string }[]
}

/** The release of one table in the form of a recognised release. It names and hashes no file. */
export const recognisedOf = (
  { declaration }: Edition,
  { series, content_sha256 }: Edition['tables'][number]
) => ({
  ...{ kind: 'rows' as const, parts: [], series, layout: declaration.format, starter: false },
  ...{ synthetic: declaration.synthetic ?? false, files: [], not_read: [], declared: [], content_sha256 }
})

/** Makes the release of one table; readers do not see it until it is published. */
export async function makeTable(
  client: Client,
  context: Pick<ImportContext, 'database' | 'dataDir'>,
  edition: Edition,
  table: Edition['tables'][number]
): Promise<MadeTable> {
  const { source, coverage, retrieved_on } = edition
  const { series, release, facts, content_sha256 } = table
  const recognised = recognisedOf(edition, table)
  const named = { source, release, retrieved_on, released_on: retrieved_on }
  const release_id = await insertRelease(client, { ...named, recognised })
  const folder = await workFolder(
    context.dataDir,
    workOf({ release_id, source: source.about.id, content_sha256 })
  )
  const published_at = new Date().toISOString()
  try {
    const sink = detachedTables(context.database, release_id, series)
    try {
      for (const fact of facts) await sink.write(fact)
      await sink.commit()
    } catch (error) {
      await sink.abort()
      throw error
    }
    // Counts published numbers, not the private records behind them.
    const tally = {
      ...emptyTally(),
      read: facts.length,
      loaded: facts.length,
      facts: { published_counts: facts.length }
    }
    await noteTally(client, release_id, tally, { coverage, holdings: null }, [])
    await addKeys(context.database, ['published_counts'], release_id)
    const { about } = source
    const citation = filledCitation(about, series, named)
    const told = toldOf({ about, series, release, synthetic: recognised.synthetic, citation })
    const written = await writeSnapshot(client, release_id, ['published_counts'], folder, {}, told)
    const card = {
      ...{
        release_id,
        source: about.id,
        release,
        series,
        synthetic: recognised.synthetic,
        starter: false,
        retrieved_on
      },
      ...{
        released_on: retrieved_on,
        published_at,
        licence: textIn(about.licence, 'en'),
        citation,
        url: about.url
      },
      ...{ content_sha256, coverage, about },
      tables: Object.fromEntries(written.map(each => [each.table, each.card]))
    }
    await transaction(client, () => keepSnapshot(client, card, written))
  } catch (error) {
    await removeRelease(client, release_id).catch(() => {})
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return { release_id, release, published_at }
}
