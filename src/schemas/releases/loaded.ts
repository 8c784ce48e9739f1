import { Type } from 'typebox'
import { AskedSubject, askedSubjects, LoadedState, ReturnStatus } from '../../vocabulary/closed-lists.ts'
import { exactly } from '../envelope.ts'
import { filterParameters, listOf } from '../parameters.ts'
import { orNull, ref } from '../reference.ts'

const text = Type.String()
const day = (description?: string) =>
  orNull(Type.String({ format: 'date', ...(description && { description }) }))

/** The parameters of /v1/loaded. */
export const LoadedQuerySchema = Type.Object({
  subject: listOf(
    Type.Enum([...askedSubjects], { type: 'string' }),
    'What is asked for. Left out, all subjects.',
    [['returns']]
  ),
  ...filterParameters(['source', 'decision_stage', 'country_of_asylum', 'country_of_return'])
})

export const LoadedSchema = exactly(
  {
    subject: ref(AskedSubject),
    source: text,
    series: text,
    title: text,
    series_title: text,
    publisher: text,
    url: text,
    answers_only_when_named: Type.Boolean(),
    state: ref(LoadedState),
    release: orNull(
      Type.String({ description: 'The edition that answers; null where none does. Of several, the newest.' })
    ),
    released_on: day(),
    retrieved_on: day(),
    data_as_of: day(),
    starter: Type.Boolean({ description: 'It is a small part that is shipped with the service.' }),
    synthetic: Type.Boolean({ description: 'Made up, about nobody.' }),
    covers_from: day('First day that current editions cover.'),
    covers_to: day('Last day that they cover.'),
    newest_period: orNull(
      Type.String({ description: 'The last period of its figures, or the last day of its records.' })
    ),
    decision_stages: orNull(
      Type.Array(text, { description: 'null: not known before it is imported. Empty: it has none.' })
    ),
    countries_of_asylum: orNull(
      Type.Array(text, { description: '`all`, or codes. null: not known before it is imported.' })
    ),
    return_status: orNull(ref(ReturnStatus), {
      description: 'Whether it names countries of return, of orders or of departures; null: it names none.'
    }),
    note: orNull(
      Type.String({ description: 'Where nothing real answers: that this is not a zero, and what to do.' })
    )
  },
  { $id: 'Loaded' }
)

export const loadedExample = {
  subject: 'returns',
  source: 'us-ice-removals',
  series: 'removals',
  title: 'US removals by ICE',
  series_title: 'Removals',
  publisher: 'US Immigration and Customs Enforcement',
  url: 'https://www.ice.gov/',
  answers_only_when_named: false,
  state: 'not_loaded',
  release: null,
  released_on: null,
  retrieved_on: null,
  data_as_of: null,
  starter: false,
  synthetic: false,
  covers_from: null,
  covers_to: null,
  newest_period: null,
  decision_stages: null,
  countries_of_asylum: null,
  return_status: 'executed',
  note: 'Nothing of it is loaded here, which is not a zero.'
}
