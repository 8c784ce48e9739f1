/** What a download is, by the end of its name. */
export interface DownloadKind {
  format: string
  media_type: string
  /** A gzipped text; it is sent as such, and no `Content-Encoding` says so. */
  is_gzip: boolean
}

const plain = (format: string, media_type: string): DownloadKind => ({ format, media_type, is_gzip: false })
const zipped = (format: string): DownloadKind => ({ format, media_type: 'application/gzip', is_gzip: true })

const endings: readonly [ending: string, kind: DownloadKind][] = [
  ['.parquet', plain('parquet', 'application/vnd.apache.parquet')],
  ['.csv.gz', zipped('csv')],
  ['.ndjson.gz', zipped('ndjson')],
  ['.csv', plain('csv', 'text/csv; charset=utf-8; header=present')],
  ['.json', plain('json', 'application/json; charset=utf-8')],
  ['SHA256SUMS', plain('sha256sums', 'text/plain; charset=utf-8')]
]

/** The kind of a file by its name. Throws where no download is named so. */
export function downloadKindOf(name: string): DownloadKind {
  const found = endings.find(([ending]) => name.endsWith(ending))
  if (!found) throw new Error(`no download is named ${name}`)
  return found[1]
}
