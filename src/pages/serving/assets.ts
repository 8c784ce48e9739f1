import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { embedScriptPath } from '../parts/actions/embed-code.ts'

const script = 'text/javascript; charset=utf-8'

/** The files that pages refer to. They stand beside this code, in `src/` and wherever it is built. */
const files = {
  'style.css': { folder: 'style', type: 'text/css; charset=utf-8' },
  'icon.svg': { folder: 'style', type: 'image/svg+xml' },
  'page.js': { folder: 'client', type: script },
  'height.js': { folder: 'client', type: script },
  'oembed.js': { folder: 'client', type: script },
  'copy.js': { folder: 'client', type: script },
  'combobox.js': { folder: 'client', type: script },
  'since.js': { folder: 'client', type: script }
} as const
type AssetName = keyof typeof files

const clientFolder = path.join(import.meta.dirname, '..', 'client')

/** Where each file is. */
export type AssetAddresses = Readonly<Record<AssetName, string>>

/**
 * Serves the files of pages, and tells their addresses. These hold the hash of all files, since scripts refer to each
 * other: a browser keeps them for good.
 */
export function serveAssets(app: FastifyInstance): AssetAddresses {
  const read = Object.entries(files).map(([name, { folder, type }]) => ({
    ...{ name, type },
    bytes: bytesOf(path.join(import.meta.dirname, '..', folder), name)
  }))
  const hash = createHash('sha256')
  for (const { name, bytes } of read) hash.update(name).update(bytes)
  const folder = `/assets/${hash.digest('base64url').slice(0, 12)}`
  const serve = (address: string, file: { type: string; bytes: Buffer }, control: string) =>
    app.get(address, { schema: { hide: true }, config: { unlimited: true } }, (_request, reply) =>
      reply
        .headers({
          'cache-control': control,
          'content-type': file.type,
          'cross-origin-resource-policy': 'cross-origin'
        })
        .send(file.bytes)
    )
  for (const { name, ...file } of read)
    serve(`${folder}/${name}`, file, 'public, max-age=31536000, immutable')
  // Pages of others name it for years.
  const embedScript = { type: script, bytes: bytesOf(clientFolder, 'embed.js') }
  serve(embedScriptPath, embedScript, 'public, max-age=86400')
  return Object.fromEntries(read.map(({ name }) => [name, `${folder}/${name}`])) as AssetAddresses
}

/** A file; the style is all of its parts, in the order of their names. */
function bytesOf(folder: string, name: string): Buffer {
  if (name !== 'style.css') return readFileSync(path.join(folder, name))
  const parts = readdirSync(folder).filter(each => each.endsWith('.css'))
  return Buffer.concat(parts.sort().map(each => readFileSync(path.join(folder, each))))
}
