import t from 'tap'
import { service } from '../service.ts'
import { apiWords } from '../vocabulary/labels/texts/api-words.ts'
import { russiansInGermany } from './asked.ts'
import { readPage, unescaped } from './read-page.ts'

const paths = [
  russiansInGermany,
  '/explore?source=us-credible-fear&nationality=CUB&group_by=year,outcome',
  '/explore?source=us-credible-fear&nationality=RUS,ARG&group_by=year',
  '/returns/RUS',
  '/nationalities/SRB',
  '/stages/screening',
  '/cases/documented:1',
  '/sources/gb-returns',
  '/sources/us-eoir-cases',
  '/sources/eurostat-asylum-applications'
]

/** What is read before a figure is printed: the caveats of a page, or of a frame. */
const caveatsOf = (html: string): string => {
  const [, section = ''] = /<section aria-labelledby="before-you-print">(.*?)<\/section>/s.exec(html) ?? []
  return unescaped(section.replace(/<[^>]*>/g, ' '))
}

t.test('a page tells its caveats without a word of the API, in each language', async t => {
  const reader = await service(t)
  for (const path of paths)
    for (const lang of ['en', 'es', 'fr']) {
      const { html, status } = await readPage(reader, `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
      t.equal(status, 200, path)
      const text = caveatsOf(html)
      t.ok(text.length > 100, `${path} has caveats`)
      t.same(apiWords(text), [], `${path} in ${lang}`)
    }
})

t.test('the page of a source says of which rows a caveat is', async t => {
  const reader = await service(t)
  const { text } = await readPage(reader, '/sources/us-credible-fear')
  t.match(
    text,
    /For fiscal year 2016 DHS withheld .* \(series: [^;]*; nationality: Cuba, Romania, .*; 2015-10-01 to 2016-09-30\)/
  )
})

t.test('who is not loaded is said with the publisher and its address, and without a command', async t => {
  const reader = await service(t)
  for (const path of [
    '/returns/RUS',
    '/explore?of=returns&country_of_return=RUS',
    '/explore?source=gb-returns'
  ]) {
    const { html, text } = await readPage(reader, path)
    t.notMatch(html, /asylum-outcomes import|&lt;file>/, path)
    t.match(text, /It is published by [^.]*, at https:/, path)
  }
})

t.test('the API says both, and the operator’s command', async t => {
  const { json } = await service(t)
  const [caveat] = (await json('/v1/caveats?source=gb-returns')).data.filter(
    ({ id }: { id: string }) => id === 'gb-returns-refused-entry'
  )
  t.match(caveat.text, 'left_out: refused_entry')
  t.match(caveat.plain, 'unless you choose them as type of return')
  t.equal(caveat.scope_words, null)
  const { data } = await json('/v1/countries-of-return/RUS')
  const silent = data.not_answered.find(({ source }: { source: string }) => source === 'us-ice-removals')
  t.match(silent.reason, 'asylum-outcomes import us-ice-removals <file>')
  t.notMatch(silent.plain, 'asylum-outcomes')
  const spanish = (await json('/v1/caveats?source=us-credible-fear&lang=es')).data
  t.match(spanish.find(({ id }: { id: string }) => id === 'us-cf-withheld').scope_words, 'nacionalidad: Cuba')
})
