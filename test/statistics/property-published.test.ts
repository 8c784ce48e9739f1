import t from 'tap'
import { publishedFiles, withoutSharedData } from '../acceptance/published-files.ts'
import { askAtRandom } from './random-questions.ts'

const questions = 600

/**
 * Not asked here: a table that takes long to count through naively, and one that prints subtotals beside their parts,
 * which the naive count knows nothing of. Their figures are checked in acceptance/published and in subtotals.
 */
const left_out = ['gb-home-office/returns.csv.gz', 'eurostat-asylum-decisions']

t.test(
  'what the Home Office, Eurostat and the IRB publish adds up as a naive count says',
  { skip: withoutSharedData, timeout: 800_000 },
  t =>
    askAtRandom(t, {
      ...{ questions, seed: 20_261_128 },
      fill: async () => {},
      published: publishedFiles.flatMap(({ source, file, release, args, refused }) =>
        /^(gb|eurostat|ca)-/.test(source) &&
        refused === undefined &&
        !left_out.includes(file) &&
        !left_out.includes(source)
          ? [{ source, file, release, series: args?.[1] }]
          : []
      )
    })
)
