import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { nginxFile } from '../../bench/cluster/nginx-file.ts'
import { programAt } from '../../bench/cluster/programs.ts'
import { freePort } from '../../src/database/embedded/postmaster.ts'
import { isRoot, nobody } from '../database/embedded/processes.ts'

const nginx = programAt('nginx')
const skip = nginx === undefined ? 'the system has no nginx' : false

type Handler = (request: IncomingMessage, response: ServerResponse) => void

interface Balanced {
  get(
    path: string,
    headers?: Record<string, string>
  ): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>
  nodes: [Server, Server]
  /** What each node was asked. */
  asked: IncomingMessage[]
  folder: string
}

/** A folder that nginx may write in, with its file in it. */
async function written(t: Test, nodes: string[]): Promise<{ folder: string; file: string; port: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'asylum-outcomes-nginx-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  chmodSync(folder, 0o755)
  mkdirSync(path.join(folder, 'cache'))
  if (isRoot) for (const each of [folder, path.join(folder, 'cache')]) chownSync(each, nobody, nobody)
  const port = await freePort()
  const file = path.join(folder, 'nginx.conf')
  writeFileSync(file, nginxFile({ folder, port, nodes }))
  return { folder, file, port }
}

const asNobody = isRoot ? { uid: nobody, gid: nobody } : {}
const argumentsOf = (folder: string, file: string) => ['-e', path.join(folder, 'start.log'), '-c', file]

/** nginx with the file of deploy/ before two nodes that answer as `handler` says. */
async function balanced(t: Test, handler: Handler): Promise<Balanced> {
  const asked: IncomingMessage[] = []
  const nodes = [0, 1].map(() =>
    createServer((request, response) => {
      asked.push(request)
      handler(request, response)
    })
  ) as [Server, Server]
  for (const node of nodes) {
    node.listen(0, '127.0.0.1')
    await once(node, 'listening')
    t.teardown(() => {
      node.close()
      node.closeAllConnections()
    })
  }
  const addresses = nodes.map(node => `127.0.0.1:${(node.address() as { port: number }).port}`)
  const { folder, file, port } = await written(t, addresses)
  const child: ChildProcess = spawn(nginx ?? '', [...argumentsOf(folder, file), '-g', 'daemon off;'], {
    ...asNobody,
    stdio: 'ignore'
  })
  t.teardown(async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  })
  const get: Balanced['get'] = (address, headers = {}) =>
    new Promise((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port, path: address, headers, agent: false }, response => {
        let body = ''
        response.on('data', piece => {
          body += piece
        })
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
        )
      })
      asking.once('error', reject)
      asking.end()
    })
  while (
    !(await get('/metrics').then(
      () => true,
      () => false
    ))
  )
    await sleep(20)
  return { get, nodes, asked, folder }
}

/** What a node answers: its headers are those of the service. */
const usual: Handler = ({ url }, response) => {
  response.writeHead(200, {
    ...{ 'content-type': 'application/json', 'cache-control': 'public, max-age=300', etag: 'W/"one"' },
    ...{ ratelimit: '"anon";r=7;t=42', 'ratelimit-policy': '"anon";q=120;w=60', vary: 'Accept-Encoding' },
    ...(url?.includes('archived') ? { 'x-robots-tag': 'noindex, noarchive' } : {})
  })
  response.end(JSON.stringify({ url }))
}

/** The addresses of all that nginx keeps on disk. */
const keptIn = (folder: string): string[] =>
  readdirSync(path.join(folder, 'cache/answers'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(
      entry => /^KEY: (.*)$/m.exec(readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))?.[1] ?? ''
    )

t.test('nginx takes its file', { skip }, async t => {
  const { folder, file } = await written(t, ['127.0.0.1:3001', '127.0.0.1:3002'])
  const { status, stderr } = spawnSync(nginx ?? '', ['-t', ...argumentsOf(folder, file)], {
    ...asNobody,
    encoding: 'utf8'
  })
  t.equal(status, 0, stderr)
  t.notMatch(stderr, /\[(warn|emerg)\]/, stderr)
})

t.test(
  'an answer is kept for all, without the quota of who asked first; records never are',
  { skip },
  async t => {
    const { get, asked, folder } = await balanced(t, usual)
    const times = (url: string) => asked.filter(each => each.url === url).length
    for (let i = 0; i < 3; i++) {
      const { status, headers } = await get('/v1/statistics/decisions?group_by=outcome')
      t.equal(status, 200)
      t.notOk(headers.ratelimit ?? headers['ratelimit-policy'])
    }
    t.equal(times('/v1/statistics/decisions?group_by=outcome'), 1, 'one question to the nodes')
    const packed = await get('/v1/statistics/decisions?group_by=outcome', { 'accept-encoding': 'br' })
    t.equal(packed.status, 200)
    t.equal(times('/v1/statistics/decisions?group_by=outcome'), 2, 'another encoding is another answer')
    const known = await get('/v1/statistics/decisions?group_by=outcome', { 'if-none-match': 'W/"one"' })
    t.equal(known.status, 304)
    for (const url of [
      '/v1/cases/documented:1',
      '/v1/decisions?nationality=RUS',
      '/cases/documented:1',
      '/search?q=name',
      '/v1/new-archived'
    ]) {
      for (let i = 0; i < 2; i++) t.equal((await get(url)).status, 200)
      t.equal(times(url), 2, `${url} is asked each time`)
    }
    t.equal((await get('/v1/cases/documented:1')).headers.ratelimit, '"anon";r=7;t=42')
    t.strictSame(
      [...new Set(keptIn(folder).map(key => key.replace(/^http:\/\/[^/]*/, '')))],
      ['/v1/statistics/decisions?group_by=outcome']
    )
    rmSync(path.join(folder, 'cache/answers'), { recursive: true })
    mkdirSync(path.join(folder, 'cache/answers'))
    if (isRoot) chownSync(path.join(folder, 'cache/answers'), nobody, nobody)
    t.equal((await get('/v1/statistics/decisions?group_by=outcome')).status, 200)
    t.equal(times('/v1/statistics/decisions?group_by=outcome'), 3, 'an emptied cache has nothing left')
  }
)

t.test(
  'what clients claim of themselves reaches no node, and makes no page of another host',
  { skip },
  async t => {
    const { get, asked } = await balanced(t, ({ headers }, response) => {
      response.writeHead(200, { 'cache-control': 'public, max-age=300' })
      response.end(`host ${headers.host}`)
    })
    const claimed = {
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=192.0.2.1'
    }
    t.equal((await get('/', { ...claimed, host: 'evil.example', cookie: 'a=b' })).body, 'host evil.example')
    t.equal((await get('/', { host: 'asylum.example' })).body, 'host asylum.example')
    t.equal((await get('/', { host: 'asylum.example' })).body, 'host asylum.example')
    t.equal(asked.length, 2)
    for (const { headers } of asked) {
      t.equal(headers['x-forwarded-for'], '127.0.0.1')
      for (const name of ['x-forwarded-host', 'forwarded', 'cookie', 'authorization'])
        t.notOk(headers[name], name)
    }
  }
)

t.test('a node that stops, or is gone, costs no GET; what is kept outlives all nodes', { skip }, async t => {
  let leaving: string | undefined
  const { get, nodes } = await balanced(t, (request, response) => {
    if (String(request.socket.localPort) !== leaving) return usual(request, response)
    response.writeHead(503, { connection: 'close', 'retry-after': '1', 'cache-control': 'no-store' })
    response.end('{}')
  })
  const all = async (name: string) =>
    Promise.all(
      Array.from({ length: 20 }, (_, i) => get(`/v1/sources/${name}-${i}`).then(({ status }) => status))
    )
  leaving = String((nodes[0].address() as { port: number }).port)
  t.same(new Set(await all('leaving')), new Set([200]))
  nodes[0].close()
  nodes[0].closeAllConnections()
  t.same(new Set(await all('gone')), new Set([200]))
  nodes[1].close()
  nodes[1].closeAllConnections()
  t.same(new Set(await all('gone')), new Set([200]), 'kept answers are there still')
  const nobodyAnswers = await get('/v1/cases/documented:1')
  t.equal(nobodyAnswers.status, 503)
  t.match(nobodyAnswers.headers, {
    ...{ 'retry-after': '5', 'cache-control': 'no-store', 'access-control-allow-origin': '*' },
    'content-type': 'application/problem+json'
  })
  t.match(JSON.parse(nobodyAnswers.body), { type: 'overloaded', status: 503, errors: [] })
})

t.test('an answer that became stale is shown while the next one is asked for', { skip }, async t => {
  let made = 0
  const { get } = await balanced(t, (_request, response) => {
    made++
    response.writeHead(200, { 'cache-control': 'public, max-age=1, stale-while-revalidate=60' })
    response.end(String(made))
  })
  t.equal((await get('/v1/sources')).body, '1')
  let told = '1'
  const seen: string[] = []
  while (told === '1') {
    told = (await get('/v1/sources')).body
    seen.push(told)
    await sleep(50)
  }
  t.equal(told, '2', `nobody waits for it: ${seen.length} answers`)
})

t.test('who asks too often is told so, and the log names nobody', { skip }, async t => {
  const { get, folder } = await balanced(t, usual)
  const answers = await Promise.all(
    Array.from({ length: 150 }, (_, i) => get(`/v1/cases/documented:${i}?nationality=RUS`))
  )
  const refused = answers.filter(({ status }) => status === 429)
  t.ok(refused.length > 0)
  t.equal(refused[0]?.headers['retry-after'], '1')
  t.match(JSON.parse(refused[0]?.body ?? ''), { type: 'rate-limited', status: 429 })
  await get('/explore?nationality=AFG')
  let log = ''
  while (!log.includes('/explore')) {
    await sleep(100)
    log = readFileSync(path.join(folder, 'access.log'), 'utf8')
  }
  t.match(log, / GET \/v1\/cases 200 /)
  t.notMatch(log, /documented|RUS|AFG|127\.0\.0\.1/)
  t.equal(readFileSync(path.join(folder, 'error.log'), 'utf8'), '')
})
