/**
 * What a start of the service is measured beside: the embedded database of a folder alone, which is made where there is none.
 * Started by starts.ts with the folder; ends with SIGTERM.
 */
import { openDatabase } from '../../src/database/connect.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: bench/speed/bare-database.ts <folder>')
const database = await openDatabase({ dataDir: folder })
await database.pool.query('select 1')
console.error('The database answers at http://nowhere')
const waiting = setInterval(() => {}, 60_000)
process.once('SIGTERM', async () => {
  clearInterval(waiting)
  await database.close()
})
