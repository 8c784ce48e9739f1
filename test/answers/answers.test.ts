import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import t from 'tap'
import { sharedService } from '../service.ts'

/** Tests run from the root of the project; the compiled ones stand elsewhere than their files. */
const folder = resolve('test/answers')
const kept = join(folder, 'kept')
const requests: Record<string, string> = JSON.parse(readFileSync(join(folder, 'requests.json'), 'utf8'))
const isWriting = process.env.KEEP_ANSWERS === 'true'

t.test('answers about the data of a first start are the same in every byte as those kept', async t => {
  const { get } = await sharedService()
  if (isWriting) {
    rmSync(kept, { recursive: true, force: true })
    mkdirSync(kept, { recursive: true })
  }
  for (const [file, url] of Object.entries(requests)) {
    const { statusCode, rawPayload } = await get(url)
    t.equal(statusCode, 200, url)
    if (isWriting) writeFileSync(join(kept, file), rawPayload)
    const expected = readFileSync(join(kept, file))
    if (rawPayload.equals(expected)) t.pass(file)
    // The texts show where they differ; bytes alone would not.
    else t.equal(rawPayload.toString('utf8'), expected.toString('utf8'), `${file} is ${url}`)
  }
})

t.test('each kept answer belongs to a request', async t => {
  t.same(readdirSync(kept).sort(), Object.keys(requests).sort())
})
