import t from 'tap'
import { caveatsOf, coverageCaveats } from '../../src/queries/caveats.ts'
import type { ReleaseEntry } from '../../src/snapshot/card.ts'
import { textIn } from '../../src/vocabulary/labels/texts/texts.ts'
import { inTwoForms } from '../../src/vocabulary/labels/texts/two-forms.ts'

const issue = (id: string, more: object) => ({ id, text: id, scope: {}, when: 'touches', ...more })
const release = {
  source: 'a',
  series: 'main',
  release: '2026',
  coverage: {
    nationality: ['RUS'],
    country_of_asylum: 'all',
    from: '2021-01-01',
    to: '2025-12-31',
    complete: true
  },
  about: {
    caveats: [
      issue('always', {}),
      issue('of-srb', { scope: { nationality: ['SRB'] } }),
      issue('of-both', { scope: { nationality: ['SRB'], decision_stage: ['appeal'] } }),
      issue('of-series', { scope: { series: ['other'] } }),
      issue('of-2011', { from: '2011-01-01', to: '2011-12-31' }),
      issue('added', { when: 'adds_up' }),
      issue('of-any-return', { scope: { country_of_return: ['*'] } })
    ]
  }
} as unknown as ReleaseEntry
const touching = (...rows: object[]) =>
  caveatsOf(release, rows as Record<string, unknown>[]).map(({ id }) => id)

t.test('a known issue stands on just the answers whose rows it touches', async t => {
  t.same(touching({ nationality: 'RUS', decided_on: '2023-03-01' }), ['always'])
  t.same(touching({ nationality: 'SRB', decision_stage: 'mixed', decided_on: '2023-03-01' }), [
    'always',
    'of-srb'
  ])
  t.same(touching({ nationality: 'SRB', decision_stage: 'appeal', period_from: '2011-01-01' }), [
    'always',
    'of-srb',
    'of-both',
    'of-2011'
  ])
  t.same(touching(), [], 'no rows, nothing to be touched')
})

t.test('a release that is made up says so, with or without rows', async t => {
  const made_up = { ...release, synthetic: true } as ReleaseEntry
  const forms = inTwoForms('synthetic')
  t.same(caveatsOf(made_up, []), [{ id: 'synthetic', source: 'a', ...forms }])
  t.same(
    caveatsOf(made_up, [{ nationality: 'RUS', decided_on: '2023-03-01' }]).map(({ id }) => id),
    ['synthetic', 'always']
  )
})

t.test('an issue of a column stands wherever the column says something', async t => {
  const row = { nationality: 'RUS', decided_on: '2023-03-01' }
  for (const country_of_return of ['RUS', 'UNK'])
    t.same(touching({ ...row, country_of_return }), ['always', 'of-any-return'])
  for (const country_of_return of [null, undefined, 'not_designated'])
    t.same(touching({ ...row, country_of_return }), ['always'])
})

t.test('a row without a date may be of any time', async t => {
  t.ok(touching({ decided_on: null }).includes('of-2011'))
  t.ok(touching({ decided_on: '2011' }).includes('of-2011'), 'a year is compared as a year')
  t.notOk(touching({ decided_on: '2012-03' }).includes('of-2011'))
})

t.test('what lies outside the coverage is said', async t => {
  t.same(coverageCaveats(release, { nationality: ['RUS'], from: '2022-01-01', to: '2023-01-01' }), [])
  t.match(
    textIn(coverageCaveats(release, { nationality: ['RUS', 'HND'] })[0]?.text ?? '', 'en'),
    'nationality HND'
  )
  t.match(textIn(coverageCaveats(release, { from: '2020-12-31' })[0]?.text ?? '', 'en'), 'before 2021-01-01')
  t.match(coverageCaveats(release, { to: '2026-01-01' })[0]?.id, 'outside-coverage')
  t.match(
    textIn(coverageCaveats(release, { to: '1990-01-01' })[0]?.text ?? '', 'en'),
    'before 2021-01-01',
    'wholly before it'
  )
  t.match(
    textIn(coverageCaveats(release, { from: '2030-01-01' })[0]?.text ?? '', 'en'),
    'after 2',
    'wholly after it'
  )
})

t.test('a list of a release that lacks a table says so, whatever is asked', async t => {
  const lacking = (missing_tables?: string[]) => ({
    ...release,
    coverage: { ...release.coverage, complete: false, ...(missing_tables && { missing_tables }) }
  })
  t.match(coverageCaveats(lacking(['tblAppeal']), {}), [
    { id: 'outside-coverage', text: { en: /does not cover the table tblAppeal, and all/ } }
  ])
  t.match(coverageCaveats(lacking(), {}), [{ text: { en: /parts of it that are known to be missing/ } }])
})
