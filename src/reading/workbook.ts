import { createWriteStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ReadingError, toReadingError } from './reading-error.ts'
import { readDateStyles } from './workbook-dates.ts'
import { type SheetRow, sheetRows, type WorkbookParts } from './workbook-sheet.ts'
import { noSharedStrings, readSharedStrings } from './workbook-strings.ts'
import { readXml } from './workbook-xml.ts'
import { type ZipEntry, zipEntries } from './zip.ts'

export interface WorkbookSheet {
  name: string
  /** Its non-empty rows, to be read once. */
  rows(): AsyncIterable<SheetRow>
}

type Parts = ReadonlyMap<string, ZipEntry>

/**
 * Whether the first bytes of a file of that name are a workbook's (XLSX): a zip that has the folder `xl/`. The list of
 * sheets is further on, so which table it is can only be found when the sheets are read.
 */
export const isWorkbook = (head: string, name: string): boolean =>
  /\.xls[xm](\.gz)?$/i.test(name) && head.startsWith('PK\x03\x04') && /\[Content_Types\]\.xml|xl\//.test(head)

/**
 * The sheets of a workbook (XLSX) in their order, hidden ones too, without chart sheets. A workbook is a zip whose
 * cells refer to texts at its end, so it is copied to a temporary file first, which is removed when reading ends. Only
 * one piece of a sheet and the shared texts are in memory.
 * Throws ReadingError: truncated, malformed (with sheet and row), unreadable, not-a-zip.
 */
export async function* readWorkbook(
  stream: AsyncIterable<Buffer>,
  file: string
): AsyncIterable<WorkbookSheet> {
  const folder = await mkdtemp(join(tmpdir(), 'asylum-outcomes-workbook-'))
  try {
    const path = join(folder, 'workbook')
    await pipeline(stream, createWriteStream(path)).catch(error =>
      Promise.reject(toReadingError(error, { file }))
    )
    await refuseOtherKinds(path, file)
    const parts = new Map<string, ZipEntry>()
    for await (const entry of zipEntries(path, file)) parts.set(entry.name, entry)
    yield* sheetsOf(parts, file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function refuseOtherKinds(path: string, file: string): Promise<void> {
  const handle = await open(path)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0).finally(() => handle.close())
  if (bytesRead === 0) throw new ReadingError('empty', 'is empty (0 bytes). Fetch it again.', { file })
  if (buffer.toString('hex') === 'd0cf11e0')
    throw new ReadingError(
      'unreadable',
      'is a workbook in the old format (XLS), or encrypted with a password. Save it as XLSX without one.',
      { file }
    )
  if (!buffer.toString('latin1').startsWith('PK'))
    throw new ReadingError(
      'not-a-zip',
      'is no workbook, whatever its name says. It may be an error page that was saved instead; look into it.',
      { file }
    )
}

async function* sheetsOf(parts: Parts, file: string): AsyncIterable<WorkbookSheet> {
  const { listed, since1904 } = await listOfSheets(parts, file)
  const targets = await targetsOf(parts, file)
  const shared = await workbookParts(parts, file, since1904)
  for (const { name, id } of listed) {
    const target = targets.get(id)
    if (target && !/\/worksheet$/.test(target.type)) continue
    const entry = target && parts.get(target.path)
    if (!entry)
      throw new ReadingError(
        'malformed',
        `names a sheet "${name}" that is not in it: it is damaged. Fetch it again.`,
        { file }
      )
    yield { name, rows: () => rowsIn(entry, shared, `${file}/${name}`) }
  }
}

async function* rowsIn(entry: ZipEntry, shared: WorkbookParts, file: string): AsyncIterable<SheetRow> {
  yield* sheetRows(await entry.open(), shared, { file })
}

async function listOfSheets(
  parts: Parts,
  file: string
): Promise<{ listed: { name: string; id: string }[]; since1904: boolean }> {
  const entry = parts.get('xl/workbook.xml')
  if (!entry)
    throw new ReadingError(
      'malformed',
      parts.has('xl/workbook.bin')
        ? 'is a binary workbook (XLSB). Save it as XLSX.'
        : 'is no workbook: its list of sheets is not in it. Fetch it again.',
      { file }
    )
  const listed: { name: string; id: string }[] = []
  let since1904 = false
  const open = (name: string, attributes: Record<string, string>) => {
    if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
    if (name !== 'sheet') return
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
    listed.push({ name: attributes.name ?? '', id })
  }
  await readXml(await entry.open(), { open }, { file })
  return { listed, since1904 }
}

/** The paths and types of the parts that a workbook refers to, by id. */
async function targetsOf(parts: Parts, file: string): Promise<Map<string, { path: string; type: string }>> {
  const targets = new Map<string, { path: string; type: string }>()
  const open = (name: string, { Id = '', Target = '', Type = '' }: Record<string, string>) => {
    const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
    if (name === 'Relationship') targets.set(Id, { path, type: Type })
  }
  const entry = parts.get('xl/_rels/workbook.xml.rels')
  if (entry) await readXml(await entry.open(), { open }, { file })
  return targets
}

async function workbookParts(parts: Parts, file: string, since1904: boolean): Promise<WorkbookParts> {
  const styles = parts.get('xl/styles.xml')
  const texts = parts.get('xl/sharedStrings.xml')
  return {
    since1904,
    dates: styles ? await readDateStyles(await styles.open(), { file }) : new Set<number>(),
    strings: texts
      ? await readSharedStrings(await texts.open(), { file: `${file}/shared texts` })
      : noSharedStrings
  }
}
