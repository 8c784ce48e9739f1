import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { russiansInGermany as question } from '../asked.ts'
import { publishNewer } from '../newer-edition.ts'
import { faultsOf, listening, noBrowser, openBrowser } from './browser.ts'

/** A page of a newspaper at another origin, with a policy of its own: it takes pictures, frames and scripts from one place. */
async function newspaper(t: Test, origin: string, body: string): Promise<string> {
  const server = http.createServer((_request, response) => {
    const from = `img-src ${origin}; frame-src ${origin}; script-src ${origin}; style-src 'unsafe-inline'`
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; ${from}`
    })
    response.end(
      `<!doctype html><meta name="viewport" content="width=device-width"><body style="margin:0">${body}`
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** The texts of a page that are there to be taken along, once the menu of embeds was opened. */
async function embedTexts(page: Page, address: string): Promise<string[]> {
  await page.goto(address)
  const menu = page.locator('details', { has: page.locator('[data-oembed]') })
  const asked = page.waitForResponse(/\/oembed/)
  await menu.locator('summary').click()
  await asked
  await page.waitForFunction(() =>
    document.querySelector('[data-oembed]')?.textContent?.includes('width="720"')
  )
  return menu.locator('pre').allTextContents()
}

const widths = [320, 800]

t.test(
  'an answer stands in the pages of others, and tells of a newer edition',
  { skip: noBrowser },
  async t => {
    const served = await listening(t)
    const { origin } = served
    const browser = await openBrowser(t)
    const reader = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    const [picture = '', frame = ''] = await embedTexts(reader, origin + question)
    t.match(picture, '<img src=')
    t.match(
      frame,
      /^<iframe [^>]* height="\d+"[^>]*><\/iframe>\n<script async src="[^"]*\/embed\.js"><\/script>$/
    )

    for (const width of widths) {
      const open = async (html: string) => {
        const context = await browser.newContext({ viewport: { width, height: 900 } })
        t.teardown(() => context.close())
        const page = await context.newPage()
        const faults = faultsOf(page)
        await page.goto(await newspaper(t, origin, html), { waitUntil: 'networkidle' })
        t.same(faults, [], `${width}: nothing went wrong`)
        t.same(await context.cookies(), [], `${width}: no cookie`)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        t.ok(wide <= width, `${width}: nothing is cut (${wide})`)
        return page
      }
      const pictured = await open(picture)
      const { natural, shown } = await pictured.evaluate(() => {
        const img = document.querySelector('img') as HTMLImageElement
        return { natural: img.naturalWidth, shown: img.getBoundingClientRect().width }
      })
      t.ok(natural > 0 && shown > 0 && shown <= width, `${width}: the picture is ${shown} wide`)

      /** How much of the frame is not seen, in pixels. */
      const unseen = async (page: Page) => {
        const inside = page.frames()[1]
        return inside?.evaluate(() => ({
          below: document.documentElement.scrollHeight - window.innerHeight,
          beside: document.documentElement.scrollWidth - window.innerWidth
        }))
      }
      const fitted = await open(frame)
      await fitted.waitForFunction(() => document.querySelector('iframe')?.style.height !== '')
      t.same(await unseen(fitted), { below: 0, beside: 0 }, `${width}: the script fits the frame`)

      const told = await served.get(
        `/oembed?maxwidth=${width}&url=${encodeURIComponent(origin + question)}`,
        { host: new URL(origin).host }
      )
      const { html, type, version, width: wide } = told.json()
      t.same({ type, version }, { type: 'rich', version: '1.0' })
      t.ok(wide <= width)
      t.same(
        await unseen(await open(html)),
        { below: 0, beside: 0 },
        `${width}: oEmbed tells a height that is enough`
      )

      const unscripted = await open(frame.split('\n')[0] ?? '')
      const overflow = await unscripted
        .frames()[1]
        ?.evaluate(() => getComputedStyle(document.documentElement).overflowY)
      t.equal(overflow, 'visible', `${width}: what does not fit scrolls`)
    }

    const textOf = async () => {
      const page = await browser.newPage()
      await page.goto(await newspaper(t, origin, frame), { waitUntil: 'networkidle' })
      const text = await page.frames()[1]?.locator('main').textContent()
      await page.close()
      return text ?? ''
    }
    const before = await textOf()
    t.match(before, '23,225 persons')
    t.notMatch(before, /newer/)
    await publishNewer(t, served)
    const after = await textOf()
    t.match(after, '23,225 persons', 'the figures stay')
    t.match(
      after,
      'You read the edition 2026-06-starter. A newer one is current: the same question in the edition 2026-11'
    )

    const unpinned = await served.get(question.replace('/explore', '/embed/explore'))
    t.match(unpinned.body, '23,226 persons', 'a frame that is not pinned follows')
    t.match(unpinned.body, 'these figures change when a newer edition comes')
  }
)
