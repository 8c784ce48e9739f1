import { createHash } from 'node:crypto'
import t from 'tap'
import { sharedService } from '../service.ts'

t.test('the reference page runs its own script and nothing from elsewhere', async t => {
  const { get } = await sharedService()
  t.equal((await get('/docs')).headers.location, '/docs/')
  const page = await get('/docs/')
  t.equal(page.statusCode, 200)
  const policy = String(page.headers['content-security-policy'])
  t.match(policy, "default-src 'none'")
  t.notMatch(policy, /https?:|unsafe-eval|script-src[^;]*unsafe-inline/)
  const scripts = [...page.body.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)]
  const inline = scripts.map(([, text = '']) => text).filter(text => text.trim() !== '')
  t.ok(inline.length > 0)
  for (const text of inline) t.match(policy, `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
  t.notMatch(page.body, /(src|href)="https?:/)
  t.match(page.body, '"url": "/openapi.json"')
  t.match(page.body, '"withDefaultFonts": false')

  const [, src = ''] = /<script src="([^"]+)"/.exec(page.body) ?? []
  const script = await get(src)
  t.equal(script.statusCode, 200)
  t.match(script.headers['content-type'], 'javascript')
  t.equal((await get('/openapi.json')).json().openapi, '3.1.0')
})
