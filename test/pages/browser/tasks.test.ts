import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Page } from 'playwright-core'
import t from 'tap'
import { russiansInGermany } from '../asked.ts'
import { publishNewer } from '../newer-edition.ts'
import { resumedWithoutCount, withDestinations } from '../with-destinations.ts'
import { faultsOf, listening, noBrowser, openBrowser, seenText } from './browser.ts'

/** Ways to use a page: with a mouse and a screen reader's names, with the keyboard alone, and without scripts. */
const ways: Record<string, { keyboard: boolean; options: BrowserContextOptions }> = {
  'with a mouse': { keyboard: false, options: { viewport: { width: 1280, height: 900 } } },
  'on a phone, in the dark': {
    keyboard: false,
    options: { viewport: { width: 320, height: 700 }, colorScheme: 'dark', hasTouch: true }
  },
  'with the keyboard alone': { keyboard: true, options: { viewport: { width: 390, height: 800 } } },
  'without scripts': { keyboard: true, options: { javaScriptEnabled: false } }
}

/** Goes to what has this text by the Tab key, as who has no mouse does. Throws where it is not reached. */
async function tabTo(page: Page, text: RegExp): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if ((await focused.count()) > 0 && text.test(await seenText(focused))) return
  }
  throw new Error(`${page.url()}: Tab does not reach ${text}`)
}

/** Goes to a field of a form by the Tab key. Throws where it is not reached. */
async function tabToField(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press('Tab')
    if ((await page.locator(`main :focus[name="${name}"]`).count()) > 0) return
  }
  throw new Error(`${page.url()}: Tab does not reach the field ${name}`)
}

async function activate(page: Page, text: RegExp, keyboard: boolean): Promise<void> {
  if (!keyboard) return page.locator('a, summary, button').filter({ hasText: text }).first().click()
  await tabTo(page, text)
  await page.keyboard.press('Enter')
}

for (const [way, { keyboard, options }] of Object.entries(ways))
  t.test(`tasks 1, 2 and 8, ${way}`, { skip: noBrowser, timeout: 300_000 }, async t => {
    const { origin, json, get } = await listening(t)
    const browser = await openBrowser(t)
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const faults = faultsOf(page)

    await page.goto(origin)
    await activate(page, /^How many Russians/, keyboard)
    await page.waitForURL(/\/explore\?/)
    const said = await seenText(page.locator('.said'))
    for (const part of ['23,225 persons', '1,458 with protection', '12,408 rejected', '10.5%', '13,866'])
      t.match(said, part)
    const tiles = (await page.locator('.tiles dd').allInnerTexts()).map(text => text.split(/\s/)[0])
    t.same(tiles, ['1,121', '337', '12,408', '9,359'])
    t.match(await seenText(page.locator('main')), /10\.5% of 13,866/)

    const definition = page.locator('.definition').first()
    t.equal(await definition.isVisible(), false)
    await activate(page, /^Total protection rate/, keyboard)
    t.equal(await definition.isVisible(), true, 'the definition opens')
    t.match(await seenText(definition), /any protection granted/i)
    await page.keyboard.press('Escape')
    t.equal(await definition.isVisible(), false, 'and closes')

    // From its address, so that Tab begins at the top.
    const asked = new URL(page.url())
    await page.goto(page.url())
    await activate(page, /^Download/, keyboard)
    const arriving = page.waitForEvent('download')
    await activate(page, /^CSV$/, keyboard)
    const download = await arriving
    const name = download.suggestedFilename()
    t.match(name, 'unhcr-asylum-decisions')
    t.match(name, '2026-06-starter')
    const csv = readFileSync(await download.path(), 'utf8')
    const [head = '', ...rows] = csv.trim().split('\r\n')
    const at = head.split(',').indexOf('persons')
    t.equal(
      rows.reduce((sum, row) => sum + Number(row.split(',')[at]), 0),
      23225
    )
    asked.searchParams.delete('of')
    const { links } = await json(`/v1/statistics/decisions${asked.search}`)
    t.equal(
      csv,
      (await get(String(links.csv))).body.replaceAll('http://localhost:80', origin),
      'the bytes of the API'
    )
    t.same(await context.cookies(), [], 'no cookie')
    t.same(faults, [])
  })

t.test('task 3: a name in any language is found, and no name is guessed', { skip: noBrowser }, async t => {
  const { origin } = await listening(t)
  const page = await (await openBrowser(t)).newPage()
  const search = async (name: string) => {
    await page.goto(origin)
    await page.locator('header input[type=search]').fill(name)
    await page.locator('header button[type=submit]').click()
    await page.waitForURL(/\/(search|nationalities)/)
    return seenText(page.locator('main'))
  }
  for (const name of ['Россия', 'Rusia', 'RUS']) {
    await search(name)
    t.equal(new URL(page.url()).pathname, '/nationalities/RUS', name)
  }
  t.match(await search('Congo'), /Democratic Republic of the Congo|Congo - Kinshasa/)
  t.match(await search('Atlantis'), 'Nothing is called “Atlantis”')
})

t.test(
  'task 3: countries are listed while one writes, and chosen by keyboard',
  { skip: noBrowser },
  async t => {
    const { origin } = await listening(t)
    const page = await (await openBrowser(t)).newPage()
    const faults = faultsOf(page)
    await page.goto(`${origin}/explore`)
    const field = page.locator('input[name=nationality]')
    await field.pressSequentially('Росс')
    const option = page.locator('[role=option]').first()
    await option.waitFor()
    t.equal(await field.getAttribute('aria-expanded'), 'true')
    await page.keyboard.press('ArrowDown')
    t.equal(await option.getAttribute('aria-selected'), 'true')
    await page.keyboard.press('Enter')
    t.equal(await field.inputValue(), 'Russia')
    t.equal(await field.getAttribute('aria-expanded'), 'false')
    t.same(faults, [])
  }
)

// awk over starter/tables/gb-returns-by-destination-2004-2023.csv.gz: as in test/pages/returns.test.ts.
t.test(
  'task 4: what came of returns to Syria, at each width, in light and dark, by keyboard, with scripts and without',
  { skip: noBrowser, timeout: 300_000 },
  async t => {
    const { origin } = await listening(t, {}, withDestinations)
    const browser = await openBrowser(t)
    for (const width of [1280, 390, 320])
      for (const colorScheme of ['light', 'dark'] as const)
        for (const javaScriptEnabled of [true, false]) {
          const way = `${width} px, ${colorScheme}, ${javaScriptEnabled ? 'with' : 'without'} scripts`
          const context = await browser.newContext({
            ...{ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled }
          })
          const page = await context.newPage()
          const faults = faultsOf(page)
          await page.goto(`${origin}/returns`)
          await tabToField(page, 'country')
          await page.keyboard.type('Syria')
          await page.keyboard.press('Enter')
          await page.waitForURL(/\/returns\/SYR/)

          const text = (await seenText(page.locator('main'))).replace(/\s+/g, ' ')
          for (const part of [
            /counts 172 enforced returns to Syria between January 2004 and December 2023/,
            /Apart from these it counts 376 voluntary returns/,
            /From April 2012 to September 2021 there was none, for 114 months/,
            /then 1 enforced return from October to December 2021/,
            /From January 2022 to December 2023, where the table ends, there was none: 24 months so far/,
            /Oct – Dec 2023 or later 24\+/,
            /Ordered to go there not known here/
          ])
            t.match(text, part, way)
          t.notMatch(text, /\b(548|673)\b/, `${way}: what is of two kinds is never one figure`)
          t.same(resumedWithoutCount(text), [], way)
          t.equal(
            await page.evaluate(() => document.documentElement.scrollWidth),
            width,
            `${way}: nothing is wider than the page`
          )
          t.same(faults, [], way)
          await context.close()
        }
  }
)

t.test('tasks 5, 6 and 9: withheld, made up, and slips', { skip: noBrowser }, async t => {
  const { origin } = await listening(t)
  const page = await (await openBrowser(t)).newPage()
  const textAt = async (address: string) => {
    await page.goto(origin + address)
    return seenText(page.locator('body'))
  }
  const romania = await textAt(
    '/explore?source=us-credible-fear&nationality=ROU&period_from=FY2016&period_to=FY2016&group_by=outcome'
  )
  t.match(romania, 'withheld, which is not a zero')
  t.notMatch(await seenText(page.locator('main table').first()), /(^|\s)0(\s|$)/)

  const court = await textAt('/explore?source=us-eoir-cases&decision_stage=first_instance')
  t.match(court, /^.*MADE UP: figures on this page are about nobody/s)
  t.equal(await page.locator('summary', { hasText: 'Cite' }).count(), 0)
  t.equal(await page.locator('meta[name=robots]').getAttribute('content'), 'noindex, follow')

  await textAt('/explore?of=decisions&natoinality=RUS')
  await page.locator('.meant a').first().click()
  await page.waitForURL(/[?&]nationality=RUS/)
  t.notMatch(await seenText(page.locator('h1')), /no answer/)
  const returns = await textAt('/explore?of=returns&country_of_return=RUS')
  t.match(returns, 'No source that is loaded here answers this question. This is not a zero.')
  t.match(returns, /Returns from the United Kingdom .*: Nothing of it is imported here/)
})

t.test(
  'task 10: a page says what changed since one looked, and what is pinned stays',
  { skip: noBrowser },
  async t => {
    const served = await listening(t)
    const { origin, get, json } = served
    const context = await (await openBrowser(t)).newContext()
    const page = await context.newPage()
    const faults = faultsOf(page)
    const line = page.locator('[data-question]')
    const look = () => page.goto(origin + russiansInGermany)

    await look()
    await look()
    t.equal(await line.isVisible(), false, 'nothing is told while the edition is the same')
    const { links } = await json(russiansInGermany.replace('/explore', '/v1/statistics/decisions'))
    const pinned = await get(String(links.canonical))

    await publishNewer(t, served)
    // Which asks again what the browser keeps for some minutes.
    await page.reload()
    t.match(await seenText(line), 'You last looked at this in the edition 2026-06-starter.')
    await page.reload()
    t.equal(await line.isVisible(), true, 'it is told again when the page is opened again')
    await line.locator('a').click()
    await page.waitForURL(/since=2026-06-starter/)
    t.match(await seenText(page.locator('.since')), '1 of 20 figures changed.')
    t.match(await seenText(page.locator('.since mark')), '308')
    t.equal((await get(String(links.canonical))).body, pinned.body, 'the pinned address has the same bytes')

    await page.goto(`${origin}/about`)
    await page.locator('[data-forget]').click()
    t.equal(await page.evaluate(() => localStorage.length), 0)
    await look()
    t.equal(await line.isVisible(), false)
    t.same(faults, [])
  }
)

t.test('a page on paper has its answer, and nothing to press', { skip: noBrowser }, async t => {
  const { origin } = await listening(t)
  const page = await (await openBrowser(t)).newPage()
  await page.goto(origin + russiansInGermany)
  await page.emulateMedia({ media: 'print' })
  t.equal(await page.locator('.acts').isVisible(), false)
  t.equal(await page.locator('header').isVisible(), false)
  t.equal(await page.locator('.said').isVisible(), true)
  t.ok((await page.pdf({ format: 'A4' })).length > 10_000)
})
