import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { download, type OfferedFile } from '../../../src/commands/fetch/download.ts'
import { projectRoot } from '../../../src/root.ts'
import { localServer, type Served, testWeb, wellBehaved, zipLike } from './server.ts'

const file: Served = {
  bytes: zipLike(3_000_000),
  etag: '"e"',
  last_modified: 'Tue, 01 Sep 2026 10:00:00 GMT'
}
const built = (name: string): string =>
  pathToFileURL(path.join(projectRoot, 'dist/commands/fetch', name)).href

/** A process of its own that downloads, with the network and the clock that there are. */
const downloading = (wanted: OfferedFile, folder: string) =>
  spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { download } from ${JSON.stringify(built('download.js'))}
     import { send } from ${JSON.stringify(built('connection.js'))}
     const clock = { now: Date.now, wait: ms => new Promise(resolve => setTimeout(resolve, ms)) }
     const web = { send, clock, signal: new AbortController().signal, tell() {}, tries: 3, silence_ms: 300000, crawl_ms: 300000, most_bytes: 1e9, longest_wait_ms: 1000 }
     await download(web, ${JSON.stringify(wanted)}, ${JSON.stringify(folder)})`
  ])

t.test('a download that is killed goes on where it stopped: the same bytes, and only the rest', async t => {
  const folder = t.testdir({})
  const part = path.join(folder, 'release.zip.part')
  let half: () => void = () => {}
  const isHalf = new Promise<void>(resolve => {
    half = resolve
  })
  const server = await localServer(t, (_, response) => {
    response.writeHead(200, {
      'content-length': file.bytes.length,
      etag: '"e"',
      'last-modified': file.last_modified
    })
    response.write(file.bytes.subarray(0, 1_700_000), () => half())
  })
  const wanted: OfferedFile = {
    ...{ url: `${server.base}/release.zip`, name: 'release.zip', kind: 'zip', bytes: file.bytes.length },
    ...{ etag: '"e"', last_modified: file.last_modified ?? null }
  }
  const child = downloading(wanted, folder)
  await isHalf
  while (statSync(part, { throwIfNoEntry: false })?.size !== 1_700_000)
    await new Promise(resolve => setTimeout(resolve, 20))
  child.kill('SIGKILL')
  await once(child, 'exit')
  const had = statSync(part).size
  t.equal(had, 1_700_000)

  server.served()
  server.answer(wellBehaved(file))
  const { path: at, note } = await download(testWeb(), wanted, folder)
  t.equal(server.served(), file.bytes.length - had)
  t.equal(server.asked.at(-1)?.headers.range, `bytes=${had}-`)
  t.equal(note.sha256, createHash('sha256').update(file.bytes).digest('hex'))
  t.ok(readFileSync(at).equals(file.bytes))
})
