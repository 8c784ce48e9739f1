import { isUtf8 } from 'node:buffer'
import { ReadingError } from './reading-error.ts'

/**
 * A whole JSON document. Throws ReadingError: empty, truncated, not-utf8, malformed (with the line), or
 * unreadable when it is larger than maxBytes.
 */
export async function readJson(
  stream: AsyncIterable<Buffer>,
  maxBytes: number,
  file?: string
): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > maxBytes)
      throw new ReadingError('unreadable', `is larger than ${maxBytes} bytes, the most that is read whole.`, {
        file
      })
    chunks.push(chunk)
  }
  const text = asText(Buffer.concat(chunks), file)
  if (text.trim() === '') throw new ReadingError('empty', 'has no content. Fetch it again.', { file })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw inWords(error as SyntaxError, text, file)
  }
}

function asText(bytes: Buffer, file?: string): string {
  if (!isUtf8(bytes)) {
    const line = firstBadLine(bytes.toString('latin1').split('\n'), each =>
      isUtf8(Buffer.from(each, 'latin1'))
    )
    throw new ReadingError('not-utf8', 'has bytes that are not UTF-8. Fetch the publisher’s own file.', {
      file,
      line
    })
  }
  return bytes.toString().replace(/^\uFEFF/, '')
}

function inWords(error: SyntaxError, text: string, file?: string): ReadingError {
  if (isCutOff(error, text))
    return new ReadingError('truncated', 'the JSON ends too early: the file is cut off. Fetch it again.', {
      file,
      line: text.split('\n').length
    })
  const at = positionIn(error)
  const line = at === undefined ? lineByTrial(text) : text.slice(0, at).split('\n').length
  return new ReadingError('malformed', `is not JSON (${error.message}).`, { file, line }, error)
}

const positionIn = ({ message }: SyntaxError): number | undefined => {
  const found = /at position (\d+)/.exec(message)
  return found ? Number(found[1]) : undefined
}

const isCutOff = (error: SyntaxError, text: string): boolean =>
  error.message.startsWith('Unexpected end') ||
  error.message.startsWith('Unterminated string') ||
  (positionIn(error) ?? 0) >= text.trimEnd().length

/** The first line up to which the text is wrong, not only unfinished. For errors of V8 that give no position. */
function lineByTrial(text: string): number {
  const lines = text.split('\n')
  let low = 1
  let high = lines.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isFineSoFar(lines.slice(0, middle).join('\n'))) low = middle + 1
    else high = middle
  }
  return low
}

function isFineSoFar(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    return isCutOff(error as SyntaxError, text)
  }
}

const firstBadLine = (lines: string[], isGood: (line: string) => boolean): number =>
  lines.findIndex(line => !isGood(line)) + 1
