import { readFileSync } from 'node:fs'
import path from 'node:path'
import t from 'tap'
import { projectRoot } from '../../src/root.ts'
import { sharedService } from '../service.ts'

const page = readFileSync(path.join(projectRoot, 'docs/us-immigration-court.md'), 'utf8')
const address = 'http://localhost:3000'

const told = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, held]) => held ?? '')
/** The rows of the table whose header begins so, cell by cell, without marks of code. */
function tableUnder(header: string): string[][] {
  const lines = page.slice(page.indexOf(`\n| ${header}`) + 1).split('\n\n')[0] ?? ''
  return lines
    .split('\n')
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim().replaceAll('`', ''))
    )
}

t.test('what the page says of the service is so', async t => {
  const { get, json } = await sharedService()

  await t.test(
    'every question is answered from the sample, and the sample says that it is made up',
    async t => {
      const commands = told(/^curl (.+)$/gm)
      t.ok(commands.length >= 9, 'there are questions')
      for (const command of commands) {
        t.match(
          command,
          /^'http:\/\/localhost:3000\/[^' ]+'$/,
          'nothing but an address, quoted for the shell'
        )
        const url = command.slice(1 + address.length, -1)
        const answer = await get(url)
        if (url.includes('judicial_review')) {
          t.equal(answer.statusCode, 400, 'no rate of remands alone')
          t.equal(answer.json().type, 'unsupported-combination')
          continue
        }
        t.equal(answer.statusCode, 200, `${url}: ${answer.body.slice(0, 300)}`)
        if (url.includes('.csv')) {
          t.ok(answer.body.trim().split('\r\n').length > 1, `${url} has rows`)
          continue
        }
        const { data, meta } = answer.json()
        t.ok(data.length > 0, `${url} has data`)
        if (url.includes('/code-lists/')) continue
        t.match(meta.sources, [{ source: 'us-eoir-cases', synthetic: true, release: /^synthetic-/ }], url)
        t.equal(meta.synthetic, true, url)
        const caveats = meta.caveats.map(({ id }: { id: string }) => id)
        t.ok(caveats.includes('synthetic'), url)
      }
    }
  )

  await t.test('the sample answers only when its source is named', async t => {
    const { body, statusCode } = await get(
      '/v1/statistics/decisions?decision_stage=return_decision&group_by=outcome'
    )
    t.equal(statusCode, 400, body)
  })

  await t.test('each rate is defined as in the catalogue', async t => {
    const { data } = await json('/v1/measures')
    const rates = (data as Record<string, unknown>[]).filter(
      ({ kind, sources }) => kind === 'rate' && JSON.stringify(sources).includes('"us-eoir-cases"')
    )
    const said = tableUnder('rate |')
    t.strictSame(said.map(([id]) => id).sort(), rates.map(({ measure }) => measure).sort())
    for (const [id, numerator = '', denominator = ''] of said) {
      const rate = rates.find(({ measure }) => measure === id)
      t.strictSame(numerator.split(' + '), rate?.numerator, `${id}, numerator`)
      if (!denominator.startsWith('all '))
        t.strictSame(denominator.split(' + '), rate?.denominator, `${id}, denominator`)
      t.equal(rate?.min_n, 25)
    }
  })

  await t.test('each letter is read as the page says', async t => {
    const lists = await Promise.all(
      ['eoir-decision', 'eoir-completion'].map(scheme => json(`/v1/code-lists/${scheme}`))
    )
    const entries = lists.flatMap(
      ({ data }) => data as { field: string; code: string; value: string | null }[]
    )
    const rows = tableUnder('case type | field')
    t.ok(rows.length >= 10)
    for (const [type, field, code, here = ''] of rows) {
      const found = entries.filter(
        each =>
          each.code === code &&
          (type === 'any' ? each.field.endsWith(field ?? '') : each.field === `${type} ${field}`)
      )
      t.ok(found.length > 0, `${type} ${field} ${code} is in a code list`)
      const value = here.startsWith('no decision') ? null : here
      for (const entry of found) t.equal(entry.value, value, `${entry.field} ${code}`)
    }
  })

  await t.test('each case type is counted or left out as the page says', async t => {
    const { data } = await json('/v1/code-lists/eoir-case-type')
    const counted = (data as { code: string; value: string | null }[])
      .filter(({ value }) => value !== null)
      .map(({ code }) => code)
    const sentence = /Case types that count: ([^.]+)\./.exec(page)?.[1] ?? ''
    t.strictSame((sentence.match(/\b[A-Z]{3}\b/g) ?? []).sort(), counted.sort())
  })

  await t.test('each reason of the sample’s report is explained, and the rows add up', async t => {
    const { data: releases } = await json('/v1/sources/us-eoir-cases/releases')
    const { data } = await json(releases[0].url)
    const explained = tableUnder('reason |').flatMap(([names = '']) => names.split(', '))
    const reasons = [...Object.keys(data.excluded_by_reason), ...Object.keys(data.rejected_by_reason)]
    t.ok(reasons.length >= 8)
    t.strictSame(
      reasons.filter(reason => !explained.includes(reason)),
      []
    )
    for (const [name, table] of Object.entries(data.rows_by_table as Record<string, Record<string, number>>))
      t.equal(table.read, (table.loaded ?? 0) + (table.excluded ?? 0) + (table.rejected ?? 0), name)
  })

  await t.test('a case counts once, whatever it holds; an order of return is no departure', async t => {
    const { data: cases } = await json('/v1/statistics/cases?source=us-eoir-cases')
    const { meta } = await json('/v1/cases?source=us-eoir-cases&count=exact&limit=1')
    t.equal(cases[0].cases, meta.total)
    const { data } = await json(
      '/v1/decisions?source=us-eoir-cases&outcome=removal_ordered_withheld&limit=1000'
    )
    t.ok(data.length > 0)
    for (const each of data as Record<string, unknown>[]) t.equal(each.country_of_return, null)
    t.ok(data.some(({ withheld_from }: { withheld_from: string | null }) => withheld_from !== null))
  })

  await t.test(
    'the citation is the source’s own, and says of made-up data that they are made up',
    async t => {
      const { meta } = await json('/v1/statistics/cases?source=us-eoir-cases')
      const shape = /^> (.+)$/m.exec(page)?.[1] ?? ''
      const { release, retrieved_on } = meta.sources[0]
      const own = shape.replace('2026-09-01', release).replace('2026-09-02', retrieved_on)
      t.equal(meta.citation, `Made-up data, about nobody, in the form of: ${own}`)
      t.equal(meta.counting_rule, 'eoir.v1')
    }
  )
})

t.test('the README leads here, and each link leads somewhere', t => {
  t.match(readFileSync(path.join(projectRoot, 'README.md'), 'utf8'), '](docs/us-immigration-court.md)')
  const headings = told(/^#+ (.+)$/gm).map(heading => heading.toLowerCase().replaceAll(' ', '-'))
  const linked = told(/\]\(#([^)]+)\)/g)
  t.ok(linked.length >= 5)
  for (const link of linked) t.ok(headings.includes(link), link)
  t.end()
})
