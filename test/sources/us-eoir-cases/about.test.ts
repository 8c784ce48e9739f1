import t from 'tap'
import { caveatsOf } from '../../../src/queries/caveats.ts'
import type { ReleaseEntry } from '../../../src/snapshot/card.ts'
import { eoirCasesSource } from '../../../src/sources/us-eoir-cases/index.ts'
import { answerStatistics } from '../../../src/statistics/answer.ts'
import { kinds } from '../../../src/statistics/kinds/kinds.ts'
import { releaseSet } from '../../statistics/fixture.ts'

const { caveats } = eoirCasesSource.about
const ofCases = [
  'us-eoir-ordered-not-departed',
  'us-eoir-withheld-not-a-return-cases',
  'us-eoir-most-without-claim-cases',
  'us-eoir-terminated-since-2025-cases'
]

t.test('what is to be known of cases stands beside their pathways', async t => {
  const common = { case_type: 'RMV', protection_claim: true } as const
  const set = await releaseSet(t, [
    {
      source: 'court',
      about: { caveats },
      cases: [
        { ...common, nationality: 'RUS', country_of_return: 'KAZ' },
        { ...common, nationality: 'HND', case_outcome: 'removal_ordered_withheld' },
        { ...common, nationality: 'CUB', protection_claim: false },
        { ...common, nationality: 'UKR', case_outcome: 'terminated' },
        { ...common, nationality: 'SLV' }
      ]
    }
  ])
  const told = async (nationality: string) =>
    (await answerStatistics(kinds.pathways, set, { source: 'court', nationality: [nationality] })).caveats
      .map(({ id }) => id)
      .filter(id => ofCases.includes(id))
  for (const [i, nationality] of ['RUS', 'HND', 'CUB', 'UKR'].entries())
    t.same(await told(nationality), [ofCases[i]])
  t.same(await told('SLV'), [])
})

t.test(
  'a case whose order names a country says that no departure is meant, whatever its outcome',
  async t => {
    const release = {
      source: 'us-eoir-cases',
      series: 'cases',
      about: { caveats }
    } as unknown as ReleaseEntry
    const row = { case_type: 'RMV', case_status: 'decided', case_outcome: 'rejected', protection_claim: true }
    const ids = (more: object) => caveatsOf(release, [{ ...row, ...more }]).map(({ id }) => id)
    t.ok(ids({ country_of_return: 'RUS' }).includes('us-eoir-ordered-not-departed'))
    t.notOk(ids({ country_of_return: null }).includes('us-eoir-ordered-not-departed'))
  }
)
