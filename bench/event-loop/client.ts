/** Asks what it is sent over the channel to the process that started it, and tells what came. */
interface Told {
  status: number
  bytes: number
  rows: number | undefined
}

process.on('message', async (url: string) => {
  const answer = await fetch(url)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const told: Told = { status: answer.status, bytes: bytes.byteLength, rows: rowsIn(answer, bytes) }
  if (!answer.ok) console.log(bytes.toString().slice(0, 300))
  process.send?.(told)
})

function rowsIn({ headers }: Response, bytes: Buffer): number | undefined {
  const type = headers.get('content-type') ?? ''
  if (/csv|ndjson/.test(type)) return bytes.toString().split('\n').length - 1 - (type.includes('csv') ? 1 : 0)
  if (!type.startsWith('application/json')) return undefined
  const { data } = JSON.parse(bytes.toString()) as { data?: unknown }
  return Array.isArray(data) ? data.length : undefined
}
