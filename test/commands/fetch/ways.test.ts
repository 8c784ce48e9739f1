import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { ways } from '../../../src/commands/fetch/ways.ts'
import { projectRoot } from '../../../src/root.ts'
import { sourceRegistry } from '../../../src/sources/registry.ts'
import { localServer, says, testWeb, wellBehaved, zipLike } from './server.ts'

t.test('each series that is fetched is one that its source has', async t => {
  const file = wellBehaved({ bytes: zipLike(2_000) })
  const workbooks = ['asylum-claims', 'asylum-appeals-lodged', 'returns'].map(
    name => `<a href="/${name}-datasets-jun-2026.xlsx">`
  )
  const pages: Record<string, string> = {
    '/page': workbooks.join(''),
    '/tables': '<a href="/ohss_immigration-enforcement-and-legal-processes-tables-august-2024.xlsx">',
    '/reports': '<a href="/semi-monthly-6-16-23-to-6-30-24.csv">'
  }
  const server = await localServer(t, (request, response) => {
    const page = pages[request.url ?? '']
    return page === undefined ? file(request, response) : says(200, page)(request, response)
  })
  const names = ['zip', 'page', 'api', 'tables', 'reports']
  const urls = Object.fromEntries(names.map(name => [name, `${server.base}/${name}`]))
  let checked = 0
  for (const [id, way] of Object.entries(ways)) {
    const about = sourceRegistry.find(source => source.about.id === id)?.about
    if (!about) continue
    const offers = await way.offers(testWeb(), { ...way.urls, ...urls })
    t.ok(offers.length > 0, id)
    for (const { series } of offers)
      t.ok(
        about.series.some(each => each.id === series),
        `${id} has the series ${series}`
      )
    checked++
  }
  t.ok(checked >= 2)
})

t.test('every address that is asked without a test is one of https', t => {
  for (const way of Object.values(ways))
    for (const url of Object.values(way.urls)) t.equal(new URL(url).protocol, 'https:')
  t.end()
})

t.test('nothing but this command goes to the network', t => {
  const src = path.join(projectRoot, 'src')
  const asking = readdirSync(src, { recursive: true, encoding: 'utf8' })
    // What a browser runs asks the service that the page came from.
    .filter(name => /\.tsx?$/.test(name) && !name.startsWith('pages/client/'))
    .filter(name =>
      /\bfetch\(|[{,]\s*fetch\s*[,}]|^import (?!type|\{ METHODS \})[^\n]*'node:https?'/m.test(
        readFileSync(path.join(src, name), 'utf8')
      )
    )
  t.ok(asking.length > 0)
  t.strictSame(
    asking.filter(name => !name.startsWith('commands/fetch')),
    []
  )
  t.end()
})
