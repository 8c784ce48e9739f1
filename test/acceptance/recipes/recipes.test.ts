import t from 'tap'
import { firstTables } from '../../loaded.ts'
import { service } from '../../service.ts'
import { areAnswered, isAnswered, neededFor, recipes } from './ask.ts'
import { gb, importAll, importClinic, releases, unhcr } from './imports.ts'
import { addressesOn, contract, contractAddresses, pages, parameterExamples } from './pages.ts'

t.test('each address in a sentence of a page is an endpoint', async t => {
  for (const page of pages)
    for (const url of addressesOn(page).named.filter(each => !/[{…]/.test(each)))
      t.ok(url in contract.paths || /^\/v1[a-z/-]*\.[a-z-]+$/.test(url), `${page}: ${url}`)
})

t.test('a newcomer is answered, or is told on the page what to import', async t => {
  const { get } = await service(t, {}, firstTables)
  t.ok(recipes.length >= 25, 'the pages have recipes')
  t.ok(recipes.some(({ figures }) => figures.length > 0))
  for (const recipe of recipes.filter(({ isWhole }) => !isWhole)) {
    const needed = neededFor(recipe)
    if (needed === undefined) {
      await areAnswered(t, get, each => each === recipe)
      continue
    }
    const answer = await get(recipe.url)
    t.equal(answer.statusCode, 400, `${recipe.place} is marked as needing ${needed}, and it is not here`)
    t.match(answer.json().detail, needed)
  }
})

t.test('every recipe is answered after everything was imported', async t => {
  const made = await service(t, {}, firstTables)
  const done = await importAll(made, t.testdir({}), releases)
  await importClinic(made, t.testdir({}))
  await made.snapshots.refresh()
  t.ok(new Set(done.map(({ source, series }) => `${source} ${series}`)).size >= 14)
  for (const needed of recipes.flatMap(recipe => neededFor(recipe) ?? []))
    t.ok([...done.map(({ source }) => source), 'partner-clinic'].includes(needed), `${needed} is imported`)
  await areAnswered(t, made.get)

  await t.test('so are the examples of the contract', async t => {
    for (const url of contractAddresses())
      await isAnswered(t, made.get, {
        place: 'openapi.json',
        url,
        needs: [],
        isRefused: false,
        isWhole: false,
        figures: []
      })
    const { data } = await made.json('/v1/sources')
    for (const { path, question } of parameterExamples()) {
      const answers = await Promise.all(
        data.map(({ source }: { source: string }) => made.get(`${path}?source=${source}&${question}`))
      )
      t.ok(
        answers.some(({ statusCode, body }) => statusCode === 200 && JSON.parse(body).data.length > 0),
        `${path}?${question} is answered by a source`
      )
    }
  })
})

for (const order of [
  [unhcr, gb],
  [gb, unhcr]
])
  t.test(`every recipe is answered after ${order.map(({ source }) => source).join(', then ')}`, async t => {
    const made = await service(t, {}, firstTables)
    await importAll(made, t.testdir({}), order)
    await made.snapshots.refresh()
    await areAnswered(t, made.get, recipe => !recipe.isWhole && neededFor(recipe) === undefined)
  })
