import t from 'tap'
import { askAtRandom } from './random-questions.ts'

/** With those of property-published and property-cases there are two thousand. */
const questions = 900

t.test('every answer is what a naive count over the rows in Postgres says', { timeout: 800_000 }, t =>
  askAtRandom(t, {
    ...{ questions, seed: 20_260_930 },
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
