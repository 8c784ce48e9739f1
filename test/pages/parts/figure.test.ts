import { h } from 'preact'
import { render } from 'preact-render-to-string'
import t from 'tap'
import { namedByIds } from '../../../src/pages/asking/source-names.ts'
import { HereContext, hereFor } from '../../../src/pages/here.ts'
import { FigureTold } from '../../../src/pages/parts/figure.tsx'
import { cellStatuses } from '../../../src/vocabulary/cell-status.ts'
import { statusLabel } from '../../../src/vocabulary/labels/labels.ts'
import { languages } from '../../../src/vocabulary/labels/language.ts'

const told = (props: Parameters<typeof FigureTold>[0], lang: (typeof languages)[number] = 'en'): string => {
  const here = hereFor({ lang, origin: '', sources: namedByIds, own: { path: '/', query: {} } })
  return render(h(HereContext.Provider, { value: here }, h(FigureTold, props)))
}
const textOf = (html: string): string => html.replace(/<[^>]*>/g, '')

t.test('where there is no number stand words, and never a digit', t => {
  for (const lang of languages)
    for (const status of cellStatuses.filter(each => each !== 'ok')) {
      const text = textOf(told({ value: null, flags: [status] }, lang))
      t.equal(text, statusLabel(status, lang), `${status} ${lang}`)
      t.notMatch(text, /\d/)
    }
  t.equal(textOf(told({ value: null })), statusLabel('not_reported', 'en'))
  t.end()
})

t.test('a number has behind it what limits it, and zero is a number', t => {
  t.equal(textOf(told({ value: 0 })), '0')
  t.equal(textOf(told({ value: 1121, flags: ['ok'] })), '1,121')
  t.equal(textOf(told({ value: 0.105149, isShare: true })), '10.5%')
  t.equal(
    textOf(told({ value: 12, flags: ['partial', 'rounded'] })),
    `12${statusLabel('partial', 'en')}${statusLabel('rounded', 'en')}`
  )
  t.end()
})
