import { spawnSync } from 'node:child_process'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import type { Test } from 'tap'
import { type Service, service } from '../../service.ts'

const program = ['chromium', 'chromium-browser', 'google-chrome']
  .map(name => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim())
  .find(Boolean)

/** Why tests in a browser are skipped; false where there is one. */
export const noBrowser: string | false = program
  ? false
  : 'chromium is not installed (Debian: apt-get install chromium)'

/** A browser that asks nobody but the pages it is sent to. */
export async function openBrowser(t: Test): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: String(program),
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync']
    ]
  })
  t.teardown(() => browser.close())
  return browser
}

/** The service as a browser reaches it. */
export async function listening(
  t: Test,
  ...given: Parameters<typeof service> extends [Test, ...infer Rest] ? Rest : never
): Promise<Service & { origin: string }> {
  const own = await service(t, ...given)
  const origin = await own.app.listen({ port: 0, host: '127.0.0.1' })
  return { ...own, origin }
}

/** What goes wrong in a page: errors of scripts, of the policy of its contents, and files that are not there. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('console', message => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', error => faults.push(`${page.url()}: ${error}`))
  return faults
}

/** The text of a part of a page as it is seen: what is hidden is not in it. */
export function seenText(part: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: it has what is hidden, too
  return part.innerText()
}
