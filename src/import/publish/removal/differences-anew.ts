import path from 'node:path'
import type { ClientBase } from 'pg'
import type { SnapshotTable } from '../../../snapshot/card.ts'
import { type ComparedSnapshots, compareSnapshots } from '../../../snapshot/differences/compare.ts'
import { ledgerOf } from '../../../snapshot/differences/ledger.ts'
import type { FieldLedger } from '../../../vocabulary/release/field-ledger.ts'
import { snapshotOf } from '../differences/compare-with.ts'
import {
  type ComparedPair,
  forgetDifferences,
  keepLedger,
  newDifferenceId,
  replaceDifference
} from '../differences/keep.ts'
import type { CaseWork, HeldRelease } from './held.ts'
import type { Rebuilt } from './replace.ts'

/** What two releases differ in, counted without the case. */
interface PairAnew {
  pair: ComparedPair
  difference_id: number
  compared: ComparedSnapshots
}

/** What takes the place of the differences and the ledgers that counted a case. */
export interface Comparisons {
  pairs: PairAnew[]
  ledgers: ReadonlyMap<number, readonly FieldLedger[]>
  /** Of these all differences that are not in `pairs` are forgotten. */
  rebuilt: number[]
  /** Releases whose records are kept no longer: what cannot be counted without the case is forgotten. */
  gone: number[]
}

/**
 * Compares each pair of releases again of which one held the case, from files, and counts the ledgers of those that held it.
 * What cannot be compared again is forgotten, the differences and ledgers of releases whose records are gone among it: nobody
 * can tell whether they counted the case.
 */
export async function comparedAnew(
  work: CaseWork,
  releases: readonly HeldRelease[],
  rebuilt: readonly Rebuilt[]
): Promise<Comparisons> {
  const { client, folder, about } = work
  const ids = releases.map(({ release_id }) => release_id)
  const gone = releases.filter(({ is_kept }) => !is_kept).map(({ release_id }) => release_id)
  const made = new Map(rebuilt.map(({ release_id, files }) => [release_id, files]))
  const { rows: told } = await client.query<ComparedPair>(
    `select before_id, after_id from release_differences
     where state = 'ready' and before_id = any($1) and after_id = any($1) order by difference_id`,
    [ids.filter(id => !gone.includes(id))]
  )
  const others = new Map<number, ReadonlyMap<SnapshotTable, string>>()
  const filesOf = async (release_id: number) => {
    const found = made.get(release_id) ?? others.get(release_id)
    if (found) return found
    const { files } = await snapshotOf(work, release_id, path.join(folder, `other-${release_id}`))
    others.set(release_id, files)
    return files
  }
  const pairs: PairAnew[] = []
  for (const pair of told.filter(({ before_id, after_id }) => made.has(before_id) || made.has(after_id))) {
    const [before, after] = [await filesOf(pair.before_id), await filesOf(pair.after_id)]
    const tables = [...new Set([...before.keys(), ...after.keys()])].sort()
    const difference_id = await newDifferenceId(client)
    const compared = await compareSnapshots(
      tables.map(table => ({ table, before: before.get(table), after: after.get(table) })),
      {
        difference_id,
        hasLastingKeys: about.ids_hold === 'across_releases',
        folder: path.join(folder, `compared-${difference_id}`)
      }
    )
    pairs.push({ pair, difference_id, compared })
  }
  const ledgers = new Map<number, FieldLedger[]>()
  for (const { release_id, files } of rebuilt) {
    const written = [...files].map(([table, file]) => ({ table, file }))
    ledgers.set(release_id, written.length === 0 ? [] : await ledgerOf(written, folder))
  }
  return { pairs, ledgers, rebuilt: [...made.keys()], gone }
}

/** Keeps them in the place of what counted the case, in the transaction of the caller. */
export async function keepComparisons(
  client: ClientBase,
  { pairs, ledgers, rebuilt, gone }: Comparisons
): Promise<void> {
  await forgetDifferences(client, 'before_id = any($1) or after_id = any($1)', [[...rebuilt, ...gone]])
  for (const { pair, difference_id, compared } of pairs)
    await replaceDifference(client, difference_id, pair, compared)
  await client.query('delete from release_fields where release_id = any($1)', [gone])
  for (const [release_id, ledger] of ledgers) await keepLedger(client, release_id, ledger)
}
