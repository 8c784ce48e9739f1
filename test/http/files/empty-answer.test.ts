import t from 'tap'
import { emptyHeader } from '../../../src/http/files/empty-answer.ts'

const caveat = (id: string, text: string) => ({ id, source: 'a', text, plain: text })
const result = (more: object) => ({ rows: [], left_out: [], ...more }) as never
const release = [{ source: 'a', release: '2026-01' }] as never[]

t.test('the first reason that is true is told, and an answer with rows has none', t => {
  const not_answered = [{ source: 'b', reason: 'Its table does not tell the country of return.' }]
  const missing = [{ dimension: 'outcome', values: ['rejected'], period: '2022' }]
  const left_out = [{ reason: 'no_date', count: 3 }]
  const outside = caveat('outside-coverage', 'Release 1 does not cover days before 2021.')
  t.equal(
    emptyHeader({ data: [], caveats: [outside], meta: { not_answered } }),
    'outside-coverage; detail="Release 1 does not cover days before 2021."'
  )
  t.equal(
    emptyHeader({ data: [], meta: { not_answered } }),
    'not-answered; detail="b: Its table does not tell the country of return."'
  )
  t.equal(
    emptyHeader({ result: result({ missing, left_out }) }),
    'not-told; detail="The release does not tell outcome rejected in 2022."'
  )
  t.equal(
    emptyHeader({ result: result({ left_out }) }),
    'left-out; detail="What is in scope is in no row: no_date."'
  )
  t.equal(
    emptyHeader({ result: result({}), releases: release }),
    'no-row; detail="No row of a 2026-01 matches."'
  )
  t.equal(emptyHeader({ timeline: { blocks: [] } as never }), 'no-row; detail="Nothing matches."')
  t.equal(emptyHeader({ data: [{}], caveats: [outside] }), undefined)
  t.equal(emptyHeader({ data: {} }), undefined, 'no list')
  t.end()
})

t.test('the sentence is printable ASCII of a bounded length, with its quotes escaped', t => {
  const headerOf = (text: string) => emptyHeader({ data: [], caveats: [caveat('not-imported', text)] }) ?? ''
  const header = headerOf(`The "table"\r\nX-Evil: 1 \\ ${'x'.repeat(5000)}`)
  t.match(header, /^not-imported; detail="The \\"table\\" X-Evil: 1 \\\\ x+\.\.\."$/)
  t.ok(header.length < 600)
  // Other characters make it a Display String of RFC 9651 §3.3.8, whose example this follows.
  t.equal(
    headerOf('Côte d’Ivoire : 5 % "ici"\r\nX-Evil: 1'),
    'not-imported; detail=%"C%c3%b4te d%e2%80%99Ivoire : 5 %25 %22ici%22 X-Evil: 1"'
  )
  t.end()
})

t.test('the sentence is in the language of the answer', t => {
  const missing = [{ dimension: 'outcome', values: ['rejected'], period: '2022' }]
  const answer = { result: result({ missing }) }
  t.equal(
    emptyHeader(answer, 'fr'),
    'not-told; detail=%"L%e2%80%99%c3%a9dition n%e2%80%99indique pas outcome rejected en 2022."'
  )
  t.equal(emptyHeader({ data: [] }, 'es'), 'no-row; detail="Nada coincide."')
  t.end()
})
