import { mkdirSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import t from 'tap'
import { everyPage } from '../every-page.ts'
import { faultsOf, listening, noBrowser, openBrowser } from './browser.ts'

/** A folder where pictures of all pages are kept, to be looked at. */
const pictures = process.env.KEEP_PICTURES

const looks = [
  { width: 1280, colorScheme: 'light', has_axe: true },
  { width: 1280, colorScheme: 'dark', has_axe: true },
  { width: 390, colorScheme: 'light', has_axe: false },
  { width: 320, colorScheme: 'light', has_axe: true },
  { width: 320, colorScheme: 'dark', has_axe: false }
] as const

/** What axe finds wrong, by WCAG 2.2 AA: the rule, and where. */
async function foundByAxe(page: Page): Promise<string[]> {
  // Evaluated by the browser's own tools, which the policy of a page does not bind.
  await page.evaluate(axe.source)
  await page.evaluate(() => {
    for (const menu of document.querySelectorAll('details')) menu.open = true
  })
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as {
        axe: {
          run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
        }
      }
    ).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  })
}

/** Pixels by which a page is wider than its window. */
const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

t.test(
  'each page is whole at each width, light and dark; the browser finds no fault, and axe none',
  { skip: noBrowser, timeout: 900_000 },
  async t => {
    const { origin } = await listening(t)
    const browser = await openBrowser(t)
    for (const look of looks) {
      const { width, colorScheme } = look
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
      const page = await context.newPage()
      const faults = faultsOf(page)
      for (const { path: address, status = 200 } of everyPage) {
        const response = await page.goto(origin + address, { waitUntil: 'load' })
        t.equal(response?.status(), status, address)
        t.ok((await tooWide(page)) <= 0, `${address}: ${width} ${colorScheme}`)
        if (pictures) {
          mkdirSync(pictures, { recursive: true })
          const name = `${address.replaceAll(/[^a-z0-9]+/gi, '_').slice(0, 60)}-${width}-${colorScheme}.png`
          await page.screenshot({ path: path.join(pictures, name), fullPage: true })
        }
        if (look.has_axe) t.same(await foundByAxe(page), [], `${address}: axe, ${width} ${colorScheme}`)
      }
      // A browser tells the status of a page as an error.
      t.same(
        faults.filter(fault => !/the server responded with a status of (300|400|404)/.test(fault)),
        []
      )
      await context.close()
    }
  }
)
