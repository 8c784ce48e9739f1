// A corpus on disk: `index.jsonl`, one answer a line, and its bodies by their hash.
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

/** Begins a corpus in a folder that is not there yet; the returned function adds an answer. */
export function newCorpus(folder) {
  if (existsSync(path.join(folder, 'index.jsonl'))) throw new Error(`${folder} holds a corpus already`)
  mkdirSync(path.join(folder, 'bodies'), { recursive: true })
  return (request, { status, headers, body }) => {
    const sha256 = createHash('sha256').update(body).digest('hex')
    const file = bodyFile(folder, sha256)
    if (!existsSync(file)) writeFileSync(file, gzipSync(body))
    const line = JSON.stringify({ ...request, status, answered: headers, bytes: body.length, sha256 })
    appendFileSync(path.join(folder, 'index.jsonl'), `${line}\n`)
  }
}

/** The answers of a corpus by the id of their request. */
export function readCorpus(folder) {
  const lines = readFileSync(path.join(folder, 'index.jsonl'), 'utf8').trimEnd().split('\n')
  return new Map(lines.map(line => JSON.parse(line)).map(answer => [answer.id, answer]))
}

export const bodyOf = (folder, { sha256 }) => gunzipSync(readFileSync(bodyFile(folder, sha256)))

const bodyFile = (folder, sha256) => path.join(folder, 'bodies', `${sha256}.gz`)
