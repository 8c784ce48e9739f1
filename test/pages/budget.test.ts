import { brotliCompressSync } from 'node:zlib'
import t from 'tap'
import { sharedService } from '../service.ts'
import { everyPage } from './every-page.ts'
import { unescaped } from './read-page.ts'

/** Bytes as a browser that takes brotli is sent them. */
async function bytesOf(address: string): Promise<number> {
  const { get } = await sharedService()
  const { rawPayload, headers } = await get(address, {
    accept: 'text/html,image/svg+xml,*/*;q=0.8',
    'accept-encoding': 'br'
  })
  return headers['content-encoding'] === 'br' ? rawPayload.length : brotliCompressSync(rawPayload).length
}

const sumOf = async (addresses: readonly string[]): Promise<number> =>
  (await Promise.all(addresses.map(bytesOf))).reduce((sum, bytes) => sum + bytes, 0)

/** A script and those that it imports from beside it. */
async function withImports(script: string): Promise<string[]> {
  const { get } = await sharedService()
  const { body } = await get(script)
  const names = [...body.matchAll(/from '\.\/([^']*)'/g)].map(([, name = '']) => name)
  return [script, ...names.map(name => script.replace(/[^/]*$/, name))]
}

t.test('the first view of each page is within its budget (docs/rules/pages.md §4)', async t => {
  for (const { path } of everyPage) {
    const { get } = await sharedService()
    const { body } = await get(path, { accept: 'text/html' })
    const found = (pattern: RegExp) =>
      [...body.matchAll(pattern)].map(([, address = '']) => unescaped(address))
    const styles = found(/<link rel="stylesheet" href="([^"]*)"/g)
    const scripts = found(/<script type="module" src="([^"]*)"/g)
    const modules = (await Promise.all(scripts.map(withImports))).flat()
    // Of each picture one source is loaded, and those below the first view only when they come near.
    const pictures = found(/<img src="([^"]*)"/g)
    t.ok((await bytesOf(path)) <= 25_000, `${path}: HTML`)
    t.ok((await sumOf(styles)) <= 6_000, `${path}: style`)
    t.ok((await sumOf(modules)) <= 8_000, `${path}: scripts`)
    for (const picture of pictures) t.ok((await bytesOf(picture)) <= 15_000, `${path}: ${picture}`)
    // The page, its icon, style, scripts and the first picture.
    t.ok(2 + styles.length + modules.length + Math.min(1, pictures.length) <= 8, `${path}: requests`)
  }
})
