import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import { type Member, openMembers } from '../../reading/members.ts'
import { aboutOf, type Declaration, readDeclaration, readRecords } from '../../sources/partner/index.ts'
import type { Source } from '../../sources/source.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { utcDay } from '../../vocabulary/time/day.ts'
import { openClient } from '../client.ts'
import { removeHalfMade, removeRelease } from '../copy/detached.ts'
import { ImportRefused } from '../failures/errors.ts'
import type { ImportContext, ImportRequest } from '../job.ts'
import { takeSource } from '../lock.ts'
import { refusePeople } from '../people/refuse.ts'
import { completeDownloads } from '../publish/downloads.ts'
import { refuseTakenLabel, releaseLabel, type SameBytes, sameBytes } from '../publish/releases.ts'
import { dropFormer, formerNumbers } from './edition.ts'
import { type Edition, makeTable, recognisedOf } from './make-table.ts'
import { type MadeTable, publishEdition } from './publish-edition.ts'
import { type PublishedTables, usualPolicy, withhold } from './withhold.ts'

/** What an import of a partner's edition did. It counts published numbers only, never records. */
export interface PartnerReport {
  result: 'published' | 'unchanged' | 'dry_run'
  source: string
  tables: { series: string; release: string; numbers: number; withheld: number }[]
  /** Editions whose numbers are no longer kept. */
  dropped: string[]
}

type Context = Pick<ImportContext, 'database' | 'dataDir' | 'onPhase' | 'today'> & {
  /** Replaces `withhold`, for a test that shows why withholding is needed. */
  withholding?: typeof withhold
  /** Called often while numbers are withheld, which can take long. If it throws, the import ends. */
  onStep?: () => void
}
type Request = Pick<ImportRequest, 'source' | 'paths' | 'release' | 'retrievedOn' | 'dryRun' | 'force'>

/**
 * Imports an edition of a partner source: reads the private records, counts them in the declared tables, withholds
 * what the policy asks for and publishes the rest, all tables at once. No record, and no number that is withheld, is
 * written anywhere; nor is a hash of the records, from which a small file could be guessed.
 * Throws ImportRefused, PeopleNamed, SourceBusy and ReadingError.
 */
export async function importPartner(context: Context, request: Request): Promise<PartnerReport> {
  await context.onPhase?.('recognise')
  const { declaration, records: member } = await membersOf(request)
  await refusePeople([member], true)
  await context.onPhase?.('load')
  const records = await readRecords(await member.open(), member.name, declaration)
  const client = await openClient(context.database)
  try {
    if (!request.dryRun) await takeSource(client, declaration.id)
    await context.onPhase?.('check')
    const { withholding = withhold, onStep } = context
    const policy = { ...usualPolicy(declaration), ...(onStep ? { onStep } : {}) }
    const former = await formerNumbers(client, declaration.id)
    const tables = await withholding(declaration, records, former, policy)
    const edition = editionOf(context, request, declaration, tables)
    const report = reportOf(edition)
    if (request.dryRun) return { ...report, result: 'dry_run' }
    return await perform(client, context, edition, report, request.force ?? false)
  } finally {
    await client.end().catch(() => {})
  }
}

async function membersOf({ paths, source }: Request): Promise<{ declaration: Declaration; records: Member }> {
  const members: Member[] = []
  for await (const member of openMembers(paths)) members.push(member)
  const named = (name: string): Member => {
    const [found, ...others] = members.filter(each => each.name.split('/').at(-1) === name)
    if (found === undefined || others.length > 0)
      throw new ImportRefused(
        `A partner source is a folder or zip with one partner.json and one records.csv; ${name} is there ${1 + others.length - (found ? 0 : 1)} times.`
      )
    return found
  }
  const declared = named('partner.json')
  const records = named('records.csv')
  if (members.length > 2)
    throw new ImportRefused(
      'Besides partner.json and records.csv there are other files. Leave them out: nothing else is read.'
    )
  const declaration = await readDeclaration(await declared.open(), declared.name)
  if (source !== 'partner' && source !== declaration.id)
    throw new ImportRefused(
      `These files declare ${declaration.id}, not ${source}. Import them with: asylum-outcomes import ${declaration.id} <folder>`
    )
  return { declaration, records }
}

function editionOf(
  { today }: Context,
  request: Request,
  declaration: Declaration,
  tables: PublishedTables
): Edition {
  const day = today ?? utcDay(new Date())
  const about = aboutOf(declaration)
  const source: Source = {
    ...{ about, code_lists: [], layouts: [] },
    expectations: { rejected_at_most: 0, rows_shrink_at_most: 1, unknown_codes_at_most: 0 }
  }
  const { synthetic = false, period, country_of_asylum } = declaration
  const label = (series: string): string => {
    const made = releaseLabel(source, { series, synthetic }, request.release, day)
    return request.release === undefined || series === about.series[0]?.id ? made : `${made}-${series}`
  }
  return {
    ...{ source, declaration, retrieved_on: request.retrievedOn ?? day },
    coverage: {
      nationality: 'all',
      country_of_asylum: country_of_asylum === undefined ? 'all' : [country_of_asylum],
      ...{ from: period.from, to: period.to, complete: true }
    },
    tables: [...tables].map(([series, facts]) => ({
      series,
      release: label(series),
      facts,
      content_sha256: hashOf(about, facts)
    }))
  }
}

/** A hash of what is published, and of no record. */
const hashOf = (about: Source['about'], facts: CountFact[]): string =>
  createHash('sha256')
    .update(JSON.stringify([about, facts]))
    .digest('hex')

const reportOf = ({ source, tables }: Edition): PartnerReport => ({
  ...{ result: 'published', source: source.about.id, dropped: [] },
  tables: tables.map(({ series, release, facts }) => ({
    ...{ series, release, numbers: facts.length },
    withheld: facts.filter(({ value }) => value === null).length
  }))
})

async function perform(
  client: Client,
  context: Context,
  edition: Edition,
  report: PartnerReport,
  force: boolean
): Promise<PartnerReport> {
  const { source, tables } = edition
  const { id } = source.about
  await removeHalfMade(client, id, context.dataDir)
  const same: (SameBytes | undefined)[] = []
  for (const table of tables) same.push(await sameBytes(client, id, recognisedOf(edition, table)))
  if (!force && same.every(each => each?.status === 'current')) return { ...report, result: 'unchanged' }
  for (const { release } of tables) await refuseTakenLabel(client, id, release)
  await context.onPhase?.('begin')
  const made: MadeTable[] = []
  try {
    for (const table of tables) made.push(await makeTable(client, context, edition, table))
    await context.onPhase?.('publish')
    await publishEdition(client, source.about, made)
  } catch (error) {
    for (const { release_id } of made) await removeRelease(client, release_id).catch(() => {})
    throw error
  }
  await context.onPhase?.('retire')
  const dropped = await dropFormer(
    client,
    id,
    made.map(({ release_id }) => release_id)
  )
  await context.onPhase?.('downloads')
  await completeDownloads(client, context, id)
  await context.onPhase?.('done')
  return { ...report, dropped }
}
