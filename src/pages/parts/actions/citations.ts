import type { Statistics } from '../../asking/answers.ts'

/** What a citation is made of. */
interface Cited {
  /** The address that stays. */
  address: string
  title: string
  notes: Statistics['meta']['sources']
  /** The citation in words. */
  text: string
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

/** For BibTeX: its own signs in a text stand for themselves. An address is left as it is, in braces of \url. */
const bibText = (text: string): string =>
  oneLine(text)
    .replaceAll('\\', '\\textbackslash ')
    .replaceAll(/[{}%&$#_]/g, sign => `\\${sign}`)
    .replaceAll('~', '\\textasciitilde ')
    .replaceAll('^', '\\textasciicircum ')

/** A citation for BibTeX. */
export function bibtexOf({ address, title, notes, text }: Cited): string {
  const [first] = notes
  const key = `${first?.source ?? 'asylum-outcomes'}-${first?.release ?? ''}`.replaceAll(
    /[^a-zA-Z0-9-]+/g,
    '-'
  )
  const fields = {
    title: bibText(title),
    note: bibText(text),
    howpublished: `\\url{${address.replaceAll(/[{}\\]/g, encodeURIComponent)}}`,
    ...(first?.retrieved_on ? { urldate: first.retrieved_on } : {})
  }
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`)
  return `@misc{${key},\n${lines.join(',\n')}\n}`
}

/** A citation for reference managers. */
export function risOf({ address, title, notes, text }: Cited): string {
  const lines = [
    ['TY', 'DATA'],
    ['TI', title],
    ...notes.map(({ source }) => ['DB', source]),
    ...notes.map(({ release }) => ['ET', release]),
    ...notes.flatMap(({ retrieved_on }) => (retrieved_on === null ? [] : [['Y2', retrieved_on]])),
    ['N1', text],
    ['UR', address],
    ['ER', '']
  ]
  return lines.map(([tag, value = '']) => `${tag}  - ${oneLine(value)}`).join('\n')
}
