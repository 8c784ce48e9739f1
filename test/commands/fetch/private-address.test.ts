import t from 'tap'
import { isPrivateAddress } from '../../../src/commands/fetch/private-address.ts'
import { ask } from '../../../src/commands/fetch/web.ts'
import { localServer, testWeb } from './server.ts'

t.test('addresses of this machine, private networks and clouds’ own services are private', t => {
  const inside = '127.0.0.1 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0'
  const inside6 = '::1 :: fe80::1 fe80::1%eth0 fd00:ec2::254 fc00::1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe [::1]'
  for (const address of `${inside} ${inside6}`.split(' ')) t.ok(isPrivateAddress(address), address)
  for (const address of '8.8.8.8 172.15.0.1 172.32.0.1 192.167.1.1 2600::1 ::ffff:8.8.8.8'.split(' '))
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
    const redirecting = (async (url: URL) => {
      asked.push(url.host)
      return new Response(null, { status: 302, headers: { location: `${server.base}/secret` } })
    }) as unknown as typeof fetch
    const web = { ...testWeb(), fetch: redirecting, resolve: async (host: string) => names[host] ?? [] }
    const says = {
      name: 'NotGiven',
      message: /is an address of this machine or of a private network.*--allow-private/
    }
    for (const url of [
      server.base,
      'http://rebound.example/',
      'http://[::ffff:127.0.0.1]/',
      'http://2130706433/'
    ])
      await t.rejects(ask(web, url), says, url)
    t.same(asked, [])
    await t.rejects(ask(web, 'http://fine.example/'), says, 'after a redirect')
    t.same(asked, ['fine.example'])
    t.same(server.asked, [])
  }
)
