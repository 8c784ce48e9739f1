/**
 * What one case by its id is measured beside: Fastify with nothing registered, a pool of `pg`, and one route, which runs one
 * prepared statement and sends its row as JSON. Started by serving.ts; ends with its channel.
 */
import Fastify from 'fastify'
import pg from 'pg'

/** A statement that gives one row by the one value that it is given. */
export interface OneRow {
  url: string
  text: string
}

// A day is sent as it is kept: a Date of it would cost more.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)

process.once('message', async ({ url, text }: OneRow) => {
  const app = Fastify()
  const pool = new pg.Pool({ connectionString: url })
  app.get<{ Params: { id: string } }>('/:id', async ({ params }) => {
    const { rows } = await pool.query({ name: 'one_row', text, values: [params.id] })
    return rows[0]
  })
  app.addHook('onClose', () => pool.end())
  process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }))
  process.once('disconnect', () => app.close())
})
