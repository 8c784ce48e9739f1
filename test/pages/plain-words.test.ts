import t from 'tap'
import { languages } from '../../src/vocabulary/labels/language.ts'
import { sharedService } from '../service.ts'
import { readPage } from './read-page.ts'

t.test('what a rate is made of is told in words, in each language', async t => {
  const served = await sharedService()
  const { data } = await served.json('/v1/measures')
  for (const { measure } of data)
    for (const lang of languages) {
      const { text } = await readPage(served, `/about/${measure}?lang=${lang}`)
      t.notMatch(text, /[a-z]_[a-z]/, `${measure} in ${lang}`)
    }
})

t.test('what a withheld rate is of is withheld, and not said to be not reported', async t => {
  const served = await sharedService()
  const { html } = await readPage(
    served,
    '/explore?source=us-credible-fear&nationality=ROU&group_by=year,outcome'
  )
  const [, withheld = ''] = html.match(/<th scope="row">FY2016<\/th>(.*?)<\/tr>/s) ?? []
  t.equal([...withheld.matchAll(/>withheld</g)].length, 4)
  t.notMatch(withheld, 'not reported')
})

t.test('addresses in what the API tells are links, without the mark that ends the sentence', async t => {
  const served = await sharedService()
  const { html } = await readPage(served, '/explore?of=returns&source=us-ice-removals')
  t.match(html, '<a href="https://deportationdata.org/data/ice.html" rel="external nofollow">')
})

t.test('a fiscal year that stands alone is named in the language of the page', async t => {
  const served = await sharedService()
  for (const [lang, name] of [
    ['en', 'FY2021'],
    ['es', 'año fiscal 2021'],
    ['fr', 'exercice 2021']
  ])
    t.match((await readPage(served, `/?lang=${lang}`)).text, `${name}`)
})
