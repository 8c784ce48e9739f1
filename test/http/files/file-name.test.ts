import t from 'tap'
import { csv } from '../../../src/formats/csv.ts'
import { dispositionOf } from '../../../src/http/files/file-name.ts'

const named = (filters: Record<string, string>, releases: object[] = []): string =>
  dispositionOf({ path: '/v1/rows', releases: releases as never[], filters }, csv)

t.test('what is no letter of ASCII is in filename*, and the plain name reads without it', t => {
  t.equal(
    named({ court: 'São Paulo "1";/x' }),
    `attachment; filename="rows-court-Sao-Paulo-1-x.csv"; filename*=UTF-8''rows-court-S%C3%A3o-Paulo-1-x.csv`
  )
  t.equal(named({ court: 'Нью-Йорк' }).replace(/;.*;/, ';').slice(0, 20), 'attachment; filename')
  t.equal(named({ nationality: 'RUS' }), 'attachment; filename="rows-nationality-RUS.csv"')
  t.end()
})

t.test('no name breaks out of its header, and none is longer than systems can store', t => {
  for (const value of ['"\r\nX-Evil: 1', '../../etc/passwd', 'x'.repeat(5000), 'я'.repeat(300), '😀']) {
    const header = named({ court: value, nationality: 'RUS' })
    t.match(
      header,
      /^attachment; filename="[a-z0-9_-]{1,200}\.csv"(; filename\*=UTF-8''[\w%.-]+)?$/i,
      value.slice(0, 20)
    )
  }
  const release = (n: number) => ({ source: `source-${n}`, release: `edition-of-${n}` })
  const many = Array.from({ length: 12 }, (_, n) => release(n))
  t.equal(named({ nationality: 'RUS' }, many), 'attachment; filename="rows-12-releases-nationality-RUS.csv"')
  t.end()
})
