import { existsSync } from 'node:fs'
import t from 'tap'
import { Errors } from 'typebox/value'
import { starterReleases } from '../../src/sources/publishers/first-data.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { About } from '../../src/vocabulary/about.ts'
import { countryCodes } from '../../src/vocabulary/countries/country.ts'
import { textIn } from '../../src/vocabulary/labels/texts/texts.ts'
import { type Dimension, dimensions } from '../../src/vocabulary/measures/dimension.ts'
import { rateNames } from '../../src/vocabulary/measures/measure.ts'
import type { Coverage } from '../../src/vocabulary/time/coverage.ts'
import { layoutsFor, mapFile, starter } from './released.ts'

for (const { about, layouts, code_lists } of sourceRegistry) {
  t.test(`${about.id} declares itself in the words of the vocabulary`, async t => {
    t.same(Errors(About, about), [])
    const rates = about.series.flatMap(series => Object.entries(series.rates))
    t.same(
      rates.map(([rate]) => rate).filter(rate => !(rateNames as string[]).includes(rate)),
      [],
      'its rates exist'
    )
    // “*” stands for any value, and alone.
    const scopes = [
      ...about.caveats.map(({ scope }) =>
        Object.fromEntries(
          Object.entries(scope).map(([name, values]) => [name, values.join() === '*' ? [] : values])
        )
      ),
      ...rates.flatMap(([, { left_out, not_for, only_for }]) => [left_out?.rows, not_for, only_for])
    ]
    for (const [dimension, values] of scopes.flatMap(scope => Object.entries(scope ?? {}))) {
      const known = dimensions[dimension as Dimension]
      t.ok(known, `${dimension} is a dimension`)
      const allowed: readonly string[] | undefined =
        known.kind === 'country' ? countryCodes : 'values' in known ? known.values : undefined
      if (allowed)
        t.same(
          values.filter(value => !allowed.includes(value)),
          [],
          `values of ${dimension}`
        )
    }
    const ids = about.caveats.map(({ id }) => id)
    t.equal(new Set(ids).size, ids.length, 'no caveat id stands twice')
    t.match(textIn(about.citation, 'en'), /\{release\}.*\{retrieved_on\}/)
    const series = about.series.map(({ id }) => id)
    t.same(
      layouts.filter(layout => !series.includes(layout.series)).map(({ id }) => id),
      []
    )
    t.same(
      (about.taken_back ?? []).filter(each => !series.includes(each.series)),
      []
    )
    t.equal(new Set(layouts.map(({ id }) => id)).size, layouts.length, 'no layout id stands twice')
    t.ok(code_lists.every(({ entries }) => entries.length > 0))
  })
}

t.test('code lists and id prefixes are unique over all sources', async t => {
  const schemes = sourceRegistry.flatMap(({ code_lists }) => code_lists.map(({ scheme }) => scheme))
  t.equal(new Set(schemes).size, schemes.length)
  const prefixes = sourceRegistry.map(({ about }) => about.id_prefix)
  t.equal(new Set(prefixes).size, prefixes.length)
})

/** Releases of several tables have no rows that stand alone: they are read in test/acceptance/court-tally.test.ts. */
const ofRows = starterReleases.filter(({ source: id }) =>
  sourceRegistry.some(({ about, case_layouts }) => about.id === id && case_layouts === undefined)
)

for (const { source: id, series, file, release } of ofRows) {
  t.test(`the shipped ${file} is recognised by one starter layout and loads whole`, async t => {
    const source = sourceRegistry.find(({ about }) => about.id === id)
    if (!source) return t.fail(`there is no source ${id}`)
    t.match(release, /^[a-z0-9_-]+$/)
    t.ok(existsSync(starter(file)))
    const [layout, ...others] = await layoutsFor(source, starter(file))
    t.equal(others.length, 0)
    t.match(layout, { starter: true, synthetic: false, series })
    const covered = layout?.coverage ?? {}
    const isCovered = (codes: Coverage['nationality'] | undefined, code: string | undefined) =>
      code === 'not_split' || codes === 'all' || (code !== undefined && codes?.includes(code))
    const outside: string[] = []
    let read = 0
    for await (const { mapped } of mapFile(source, starter(file))) {
      read++
      if (!('facts' in mapped)) return t.fail(JSON.stringify(mapped))
      for (const fact of mapped.facts) {
        // A statement or a group may name no nationality.
        const isUnnamed = fact.grain === 'event' && fact.nationality === undefined
        if (!isUnnamed && !isCovered(covered.nationality, fact.nationality))
          outside.push(String(fact.nationality))
        if (fact.grain !== 'count') continue
        if (!isCovered(covered.country_of_asylum, fact.country_of_asylum))
          outside.push(String(fact.country_of_asylum))
        if (fact.period_from < (covered.from ?? '') || fact.period_to > (covered.to ?? ''))
          outside.push(fact.period)
      }
    }
    t.same(outside, [], 'every fact is inside the declared coverage')
    t.ok(read > 0)
    t.ok(covered.from && covered.to && covered.complete !== undefined, 'nothing is left to derive')
  })
}

t.test('no file is recognised by two sources', async t => {
  for (const { file, source: id } of ofRows) {
    const by = []
    for (const source of sourceRegistry)
      if ((await layoutsFor(source, starter(file))).length > 0) by.push(source.about.id)
    t.same(by, [id])
  }
})
