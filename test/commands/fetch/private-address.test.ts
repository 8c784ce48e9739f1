import t from 'tap'
import { type Send, send } from '../../../src/commands/fetch/connection.ts'
import { isPrivateAddress } from '../../../src/commands/fetch/private-address.ts'
import { ask } from '../../../src/commands/fetch/web.ts'
import { localServer, testWeb } from './server.ts'

t.test('addresses of this machine, private networks and clouds’ own services are private', t => {
  const inside = '127.0.0.1 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0'
  const inside6 = '::1 :: fe80::1 fe80::1%eth0 fd00:ec2::254 fc00::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe [::1]'
  const translated =
    '64:ff9b::7f00:1 64:ff9b:1::a00:1 2002:7f00:1:: 2001:0:7f00:1:: ::127.0.0.1 ::ffff:0:127.0.0.1'
  const special = '192.0.2.1 203.0.113.9 2001:db8::1 100::1 5f00::1 3fff::1 255.255.255.255 100.127.255.255'
  for (const address of `${inside} ${inside6} ${translated} ${special}`.split(' '))
    t.ok(isPrivateAddress(address), address)
  for (const address of '8.8.8.8 100.128.0.1 2a00:1450:4001::5e 172.15.0.1 172.32.0.1 192.167.1.1 2600::1 ::ffff:8.8.8.8'.split(
    ' '
  ))
    t.notOk(isPrivateAddress(address), address)
  t.end()
})

t.test(
  'a private address is refused before it is asked, by name and by number, and after a redirect',
  async t => {
    const server = await localServer(t, (_request, response) => response.end('x'))
    const names: Record<string, string[]> = {
      'rebound.example': ['8.8.8.8', '127.0.0.1'],
      'fine.example': ['8.8.8.8']
    }
    const asked: string[] = []
    const redirecting: Send = async url => {
      asked.push(url.host)
      return new Response(null, { status: 302, headers: { location: `${server.base}/secret` } })
    }
    const web = { ...testWeb(), send: redirecting, resolve: async (host: string) => names[host] ?? [] }
    const says = {
      name: 'NotGiven',
      message: /is an address of this machine or of a private network.*--allow-private/
    }
    for (const url of [
      server.base,
      'http://rebound.example/',
      'http://[::ffff:127.0.0.1]/',
      'http://2130706433/',
      'http://0177.0.0.1/',
      'http://0x7f.1/',
      'http://127.1/',
      'http://0/'
    ])
      await t.rejects(ask(web, url), says, url)
    t.same(asked, [])
    await t.rejects(ask(web, 'http://fine.example/'), says, 'after a redirect')
    t.same(asked, ['fine.example'])
    t.same(server.asked, [])
  }
)

t.test(
  'what was checked is what is connected to: a name is looked up once a hop, and its answer kept',
  async t => {
    const looked: string[] = []
    const sent: [string, readonly string[] | undefined][] = []
    // A name whose second answer would lead inside.
    const resolve = async (host: string) => {
      looked.push(host)
      return looked.filter(each => each === host).length === 1 ? ['8.8.8.8', '2600::1'] : ['127.0.0.1']
    }
    const hops: Send = async (url, { addresses }) => {
      sent.push([url.host, addresses])
      return url.host === 'one.example'
        ? new Response(null, { status: 302, headers: { location: 'http://two.example/' } })
        : new Response('x')
    }
    t.equal((await ask({ ...testWeb(), send: hops, resolve }, 'http://one.example/')).status, 200)
    t.same(looked, ['one.example', 'two.example'])
    t.same(sent, [
      ['one.example', ['8.8.8.8', '2600::1']],
      ['two.example', ['8.8.8.8', '2600::1']]
    ])
  }
)

t.test('a connection goes to the given addresses alone, under the name', async t => {
  const server = await localServer(t, (_request, response) => response.end('x'))
  const { port } = new URL(server.base)
  const { signal } = new AbortController()
  // `.invalid` is in no name server.
  const url = new URL(`http://rebound.invalid:${port}/file`)
  const request = { method: 'GET' as const, headers: {}, signal }
  t.equal(await (await send(url, { ...request, addresses: ['127.0.0.1'] })).text(), 'x')
  t.match(server.asked, [{ url: '/file', headers: { host: `rebound.invalid:${port}` } }])
  await t.rejects(send(url, { ...request, addresses: ['127.0.0.2'] }), { code: 'ECONNREFUSED' })
  await t.rejects(send(url, { ...request, addresses: [] }), /no address/)
})
