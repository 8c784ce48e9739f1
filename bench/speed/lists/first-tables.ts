import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '../../../src/root.ts'
import { restatedReleases } from '../../../src/sources/publishers/first-data.ts'

/**
 * A data folder into which a new service has loaded the whole tables that it ships: the one that `LISTS_DATA` names, else one
 * inside `folder`. Throws where the service ends before.
 */
export async function firstTables(folder: string): Promise<string> {
  const given = process.env.LISTS_DATA
  if (given !== undefined) return path.resolve(given)
  const data = path.join(folder, 'data')
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/server.js')], {
    env: { PATH: process.env.PATH, DATA_DIR: data, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const ended = once(child, 'exit')
  let [answers, tables] = [false, 0]
  for await (const line of createInterface({ input: child.stderr })) {
    answers ||= / answers at http/.test(line)
    // Small tables come before it answers, whole ones after that.
    if (answers && line.startsWith('First data of ') && ++tables === restatedReleases.length) break
  }
  child.stderr.resume()
  child.kill('SIGINT')
  await ended
  if (tables < restatedReleases.length) throw new Error('the service ended before all tables were loaded')
  return data
}
