/**
 * What whole lists are measured beside: one COPY, in a process of its own, as `psql` does it. The program is told the address of the
 * database and the statement, tells the bytes that came, and ends when it is told so. Its backend lives as long.
 */
import pg from 'pg'
import { to } from 'pg-copy-streams'

/** What is copied, and from where. */
export interface CopyOrder {
  url: string
  text: string
}

/** The bytes that came, and the process of the server that sent them. */
export interface CopyTold {
  bytes: number
  backend: number
}

process.once('message', async ({ url, text }: CopyOrder) => {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ backend: number }>('select pg_backend_pid() as backend')
  let bytes = 0
  for await (const chunk of client.query(to(text))) bytes += (chunk as Buffer).length
  process.send?.({ bytes, backend: Number(rows[0]?.backend) })
  process.once('message', async () => {
    await client.end()
    process.disconnect()
  })
})
