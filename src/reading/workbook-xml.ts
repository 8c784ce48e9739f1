import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { ReadingError, type ReadingPlace } from './reading-error.ts'

export type Attributes = Record<string, string>

/** Handlers called for each element. Names come without their namespace prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * Reads one XML part of a workbook, and yields after each piece of it, so that the caller can pass on the rows that its
 * handlers collected. Throws ReadingError: truncated where elements are left open, malformed where it is no XML.
 */
export async function* xmlPieces(
  bytes: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
  place: ReadingPlace
): AsyncIterable<void> {
  const parser = new SaxesParser({ position: false })
  const decoder = new StringDecoder('utf8')
  parser.on('opentag', ({ name, attributes }) => handlers.open(localName(name), attributes as Attributes))
  if (handlers.close) parser.on('closetag', ({ name }) => handlers.close?.(localName(name)))
  if (handlers.text) parser.on('text', text => handlers.text?.(text))
  const inWords = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      throw xmlError(error as Error, place)
    }
  }
  for await (const chunk of bytes) {
    inWords(() => parser.write(decoder.write(chunk)))
    yield
  }
  inWords(() => parser.write(decoder.end()).close())
  yield
}

function xmlError(error: Error, place: ReadingPlace): Error {
  if (error instanceof ReadingError) return error
  if (/unclosed tag|must contain a root element|unexpected end/.test(error.message))
    return new ReadingError('truncated', 'is cut off before its end. Fetch it again.', place, error)
  return new ReadingError(
    'malformed',
    `is damaged: it is not well-formed XML (${error.message}). Fetch it again.`,
    place,
    error
  )
}

/** Reads a small part whole. */
export async function readXml(
  bytes: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
  place: ReadingPlace
): Promise<void> {
  for await (const _ of xmlPieces(bytes, handlers, place));
}

/** Whether an element makes its run of a rich text superscript: then it is the mark of a footnote and no part of the text. */
export const isSuperscript = (name: string, { val }: Attributes): boolean =>
  name === 'vertAlign' && val === 'superscript'

/** Decodes the escapes of Excel, such as `_x000D_`, to one character each. All other text is unchanged. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
