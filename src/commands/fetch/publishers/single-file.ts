import { download } from '../download.ts'
import { type FileKind, refusePage } from '../kinds.ts'
import { editionDay, editionOf } from '../note.ts'
import { answered, persist, refuseError } from '../persist.ts'
import type { Offer } from '../way.ts'
import { ask, type Web } from '../web.ts'

/** Statuses of servers that do not support HEAD. The response to a request for the first byte has the same headers. */
const noHead = [403, 405, 501]

/** The offer of a file at one address: described by a HEAD request, downloaded in ranges, saved under `name`. */
export async function singleFile(
  web: Web,
  file: { url: string; name: string; kind: FileKind; series: string }
): Promise<Offer> {
  const { url, name, kind, series } = file
  const edition = await persist(web, async () => {
    const answer = await ask(web, url, { method: 'HEAD' })
    answer.leave()
    if (noHead.includes(answer.status)) return editionByFirstByte(web, url)
    refuseError(web, answer)
    refusePage(kind, answer.headers, url)
    return editionOf(answer.headers)
  })
  return {
    ...{ ...edition, series, url, name },
    async fetch(patient, folder, onBytes) {
      const { path, note } = await download(patient, { ...edition, url, name, kind }, folder, onBytes)
      const released_on = editionDay(note.last_modified ?? edition.last_modified)
      return { paths: [path], sha256: note.sha256, retrieved_on: note.retrieved_on as string, released_on }
    }
  }
}

async function editionByFirstByte(web: Web, url: string) {
  const answer = await answered(web, url, { headers: { range: 'bytes=0-0' } })
  answer.leave()
  const total = /\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1]
  const edition = editionOf(answer.headers)
  return {
    ...edition,
    bytes: answer.status === 206 ? (total === undefined ? null : Number(total)) : edition.bytes
  }
}
