import { isNote } from '../../reading/files/litter.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { CaseLayout, Gathered, Layout, Source } from '../../sources/source.ts'
import { ImportRefused } from '../failures/errors.ts'
import { adviceFor } from './almost.ts'
import { membersOf, type RecognisedRelease, type SeenFile } from './recognised.ts'

/** A workbook or another office file: a zip of which the first bytes do not tell whose it is. */
const isOfficeFile = ({ head, member }: SeenFile): boolean =>
  head.startsWith('PK') && /\.(xlsx|xlsm|ods)$/i.test(member.name)

const isZip = (file: SeenFile): boolean =>
  file.head.startsWith('PK\x03\x04') && !/\.(xls[xm]|ods|docx|odt)(\.gz)?$/i.test(file.member.name)

/** Words for a file that the source is not known to publish: whose it is, if anybody's who can read it. */
export async function stranger(
  forms: readonly SeenFile[],
  source: Source,
  sources: readonly Source[]
): Promise<string> {
  const [first] = forms as [SeenFile]
  const { name } = first.member
  const whose = await ofAnother(forms, source, sources)
  if (whose !== undefined) return whose
  if (isZip(first))
    return `${name} is a zip inside a zip, and only the outer one is opened. Unpack it and give the folder.`
  const almost = forms.map(form => adviceFor(form, source)).find(advice => advice !== undefined)
  if (almost !== undefined) return `${name} is not as ${source.about.id} publishes it. ${almost}`
  const readable = [...source.layouts, ...(source.case_layouts ?? [])]
    .filter(layout => !layout.starter && !('refuses' in layout && layout.refuses))
    .map(layout => layout.title)
  return (
    `${name} is not a file that ${source.about.id} is known to publish. ` +
    `What can be read: ${readable.join('; ') || 'nothing'}. ` +
    (isOfficeFile(first)
      ? 'No sheet of this workbook is read by any source: save the sheet that you mean in the publisher’s layout.'
      : isNote(name)
        ? 'It seems to explain a release: name the file that holds the figures.'
        : 'Compare its first line with the publisher’s documentation; it may be an error page, or a new layout.')
  )
}

/** The other source that reads a file, in words; undefined where none does. */
async function ofAnother(
  forms: readonly SeenFile[],
  source: Source,
  sources: readonly Source[]
): Promise<string | undefined> {
  for (const other of sources.filter(each => each !== source))
    for (const form of forms) {
      const title = await titleOf(form, other)
      if (title !== undefined)
        return (
          `${form.member.name} is not a file of ${source.about.id}: it looks like ${other.about.id} (${title}). ` +
          `Import it with: asylum-outcomes import ${other.about.id} ${form.member.file}`
        )
    }
  return undefined
}

/**
 * Where a workbook could not be read and another source reads it, the refusal that names that source; otherwise the
 * error as it is. A workbook is known by its name until its sheets are read.
 */
export async function whoseInstead(
  error: unknown,
  recognised: RecognisedRelease,
  source: Source,
  sources: readonly Source[]
): Promise<unknown> {
  if (!(error instanceof ReadingError)) return error
  for (const member of membersOf(recognised).filter(({ name }) => error.file?.startsWith(name))) {
    const file = { member, head: (await member.head()).toString() }
    const whose = isOfficeFile(file) ? await ofAnother([file], source, sources) : undefined
    if (whose !== undefined) return new ImportRefused(whose)
  }
  return error
}

/** The title of the layout by which a source reads a file: one that only says why it does not read it is none. */
async function titleOf(file: SeenFile, { layouts, case_layouts = [] }: Source): Promise<string | undefined> {
  const { head, member } = file
  for (const layout of layouts)
    if (!layout.refuses && layout.matches(head, member.name))
      if (!isOfficeFile(file) || (await hasRow(() => firstRow(layout, file)))) return layout.title
  for (const layout of case_layouts)
    if (layout.recognise(head, member.name) === 'read')
      if (!isOfficeFile(file) || (await hasRow(() => firstGathered(layout, file)))) return layout.title
  return undefined
}

const found = Symbol('a row')

async function hasRow(read: () => Promise<void>): Promise<boolean> {
  try {
    await read()
    return false
  } catch (error) {
    if (error === found) return true
    if (error instanceof ReadingError) return false
    throw error
  }
}

async function firstRow(layout: Layout, { member }: SeenFile): Promise<void> {
  for await (const _ of layout.rows(await member.open(), member.name)) throw found
}

function firstGathered(layout: CaseLayout, { member }: SeenFile): Promise<void> {
  const stop = (): never => {
    throw found
  }
  const into: Gathered = {
    ...{ part: stop, excluded: stop, rejected: stop },
    ...{ unknown: () => {}, impossible: () => {}, issue: () => {} },
    ...{ published: () => {}, settled: () => undefined }
  }
  // The thrower ends it at the first row: no date is read.
  return layout.gather([{ name: member.name, open: member.open }], into, '')
}
