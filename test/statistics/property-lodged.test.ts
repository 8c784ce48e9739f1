import t from 'tap'
import { withoutSharedData } from '../acceptance/published-files.ts'
import { askAtRandom } from './random-questions.ts'

/** Nothing is there before the files are. */
const fill = async () => {}

t.test(
  'what UNHCR and Eurostat publish of applications adds up as a naive count says',
  { skip: withoutSharedData, timeout: 800_000 },
  t =>
    askAtRandom(t, {
      ...{ each: 40, seed: 20_261_130, fill },
      published: [
        {
          ...{ source: 'unhcr-asylum-applications', release: 'whole' },
          file: 'unhcr/asylum_applications.csv.gz'
        },
        {
          ...{ source: 'eurostat-asylum-applications', release: 'totals' },
          file: 'eurostat/asylum_applicants_total.csv'
        }
      ]
    })
)
