import t from 'tap'
import { publishedFiles, withoutSharedData } from '../acceptance/published-files.ts'
import { askAtRandom } from './random-questions.ts'

/** Nothing is there before the files are: the shipped tables are asked in property.test.ts, whatever else there is. */
const fill = async () => {}

t.test(
  'what UNHCR and the agencies of the United States publish adds up as a naive count says',
  { skip: withoutSharedData, timeout: 800_000 },
  t =>
    askAtRandom(t, {
      ...{ each: 30, seed: 20_260_930, fill },
      published: [
        { source: 'unhcr-asylum-decisions', file: 'unhcr/asylum_decisions.csv.gz', release: 'whole' },
        { source: 'unhcr-asylum-decisions', file: 'unhcr/HDX_AsylumDecisions.csv', release: 'hdx' },
        {
          ...{ source: 'unhcr-asylum-decisions', release: 'world' },
          file: 'unhcr/api/asylum-decisions_world_2024.json'
        },
        { source: 'us-credible-fear', file: 'us-credible-fear/DoHSdata.csv', release: 'dhs' },
        {
          ...{ source: 'us-uscis-asylum-office', release: 'foia' },
          file: 'us-uscis-asylum-office/COW2021001887-I589Data_first999rows.csv'
        }
      ]
    })
)

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
      ...{ each: 40, seed: 20_261_128, fill },
      published: publishedFiles.flatMap(({ source, file, release, args, refused }) =>
        /^(gb|eurostat|ca)-/.test(source) &&
        // Asked in property-lodged.
        source !== 'eurostat-asylum-applications' &&
        refused === undefined &&
        !left_out.includes(file) &&
        !left_out.includes(source)
          ? [{ source, file, release, series: args?.[1] }]
          : []
      )
    })
)
