import { buildApp } from '../../src/app.ts'
import type { Database } from '../../src/database/connect.ts'
import { rollupsOf } from '../../src/rollups.ts'
import { openSnapshots } from '../../src/snapshot/snapshots.ts'

/** What an address answers: its status, its tag and its bytes. */
export type Pinned = Record<string, { status: number; tag: string | undefined; bytes: string }>

/** Of the demonstration: statistics, lists, differences' neighbours and a file of each kind, pinned to a release. */
async function addresses(
  get: (url: string) => Promise<{ json(): { data: Record<string, string>[] } }>
): Promise<string[]> {
  const found: string[] = []
  for (const source of ['us-eoir-cases', 'documented-cases', 'us-credible-fear']) {
    const releases = (await get(`/v1/sources/${source}/releases`)).json().data
    const pinned = `source=${source}&release=${releases[0]?.release}`
    for (const format of ['json', 'csv', 'ndjson'])
      found.push(
        `/v1/${source === 'us-credible-fear' ? 'published-counts' : 'cases'}?${pinned}&format=${format}`
      )
    found.push(`/v1/sources/${source}/fields?release=${releases[0]?.release}`)
    if (source !== 'documented-cases')
      found.push(
        `/v1/statistics/decisions?${pinned}&group_by=year,outcome`,
        `/v1/statistics/decisions?${pinned}&group_by=outcome&format=csv`
      )
    found.push(...(await get(`/v1/sources/${source}/downloads`)).json().data.map(({ url }) => String(url)))
  }
  return found
}

/** What a service over a database answers at pinned addresses; the service is closed again. */
export async function pinnedAnswers(
  database: Database,
  dataDir: string,
  more: string[] = []
): Promise<Pinned> {
  const snapshots = await openSnapshots({ database, dataDir, rollupsOf, timeoutMs: 60_000 })
  const app = await buildApp({
    ...{ database, snapshots, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 8 }
  })
  try {
    const get = (url: string) => app.inject({ method: 'GET', url })
    const answers: Pinned = {}
    for (const url of [...(await addresses(get)), ...more]) {
      const { statusCode: status, headers, rawPayload } = await get(url)
      // A problem has an id of its request.
      const bytes = status === 200 ? rawPayload.toString('base64') : ''
      answers[url] = { status, tag: headers.etag as string | undefined, bytes }
    }
    return answers
  } finally {
    await app.close()
    await snapshots.close()
  }
}
