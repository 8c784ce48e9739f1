import type { Test } from 'tap'
import type { Service } from '../../service.ts'
import { addressesOn, pages, type Recipe } from './pages.ts'

export const recipes: readonly Recipe[] = pages.flatMap(page => addressesOn(page).recipes)

type Get = Service['get']

const isOf = (url: string, source: string): boolean =>
  new RegExp(`[?&]source=${source}(&|$)|/sources/${source}(/|$)`).test(url)

/** The source of a recipe that has to be imported first, where its page says so. */
export const neededFor = ({ url, needs }: Recipe): string | undefined =>
  needs.find(source => isOf(url, source))

/** Asks a recipe and checks that it is answered, with something in the answer. */
export async function isAnswered(t: Test, get: Get, { place, url, figures }: Recipe): Promise<void> {
  const answer = await get(url)
  if (answer.statusCode >= 300 && answer.statusCode < 400) return
  t.equal(answer.statusCode, 200, `${place} ${url}${answer.statusCode === 200 ? '' : answer.body}`)
  const type = String(answer.headers['content-type'])
  if (/^text\/csv/.test(type)) t.ok(answer.body.trim().split('\n').length > 1, `${place} ${url} has rows`)
  else if (!/^application\/json/.test(type)) t.ok(answer.body.length > 0, `${place} ${url} says something`)
  else if (url.startsWith('/v1')) {
    const { data } = answer.json()
    t.ok(Array.isArray(data) ? data.length > 0 : data, `${place} ${url} has data`)
    const told = new Set([...JSON.stringify(data).matchAll(/:(\d+)/g)].map(([, text]) => Number(text)))
    for (const figure of figures) t.ok(told.has(figure), `${place} ${url} gives ${figure}, as the page says`)
  }
}

/** Asks recipes: each is answered, or refused where its page says so. Not those of the whole tables (test/readme.test.ts). */
export async function areAnswered(
  t: Test,
  get: Get,
  which: (recipe: Recipe) => boolean = ({ isWhole }) => !isWhole
): Promise<void> {
  for (const recipe of recipes.filter(which))
    await (recipe.isRefused ? isRefused : isAnswered)(t, get, recipe)
}

async function isRefused(t: Test, get: Get, { place, url }: Recipe): Promise<void> {
  const answer = await get(url)
  t.equal(answer.statusCode, 400, `${place} ${url}`)
  t.ok(answer.json().detail.length > 20, `${place} ${url} says why`)
}
