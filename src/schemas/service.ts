import { Type } from 'typebox'
import { exactly } from './envelope.ts'
import { orNull } from './reference.ts'

export const Service = exactly(
  {
    title: Type.String(),
    description: Type.String(),
    endpoints: Type.Array(exactly({ path: Type.String(), summary: Type.String() })),
    current_releases: Type.Array(
      exactly({
        source: Type.String(),
        series: Type.String(),
        release: Type.String(),
        retrieved_on: orNull(Type.String({ format: 'date', description: 'null: nobody stated it.' })),
        synthetic: Type.Boolean(),
        starter: Type.Boolean({ description: 'A small table that comes with the service.' }),
        url: Type.String()
      })
    ),
    limits: exactly({
      requests_a_minute: orNull(Type.Integer(), { description: 'null: no limit.' }),
      rows_a_page: Type.Integer()
    }),
    licence: exactly({ code: Type.String(), data: Type.String() }),
    contact: Type.String()
  },
  { $id: 'Service' }
)

export const serviceExample = {
  title: 'Asylum Outcomes',
  description: 'Decision stages, outcomes and countries of return, from public releases.',
  endpoints: [{ path: '/v1/statistics/decisions', summary: 'Counts and rates of decisions.' }],
  current_releases: [
    {
      source: 'unhcr-asylum-decisions',
      series: 'decisions',
      release: '2026-06',
      retrieved_on: '2026-06-30',
      synthetic: false,
      starter: false,
      url: '/v1/sources/unhcr-asylum-decisions/releases/2026-06'
    }
  ],
  limits: { requests_a_minute: 120, rows_a_page: 1000 },
  licence: { code: 'MIT', data: 'Each source has its own: see /v1/sources.' },
  contact: 'The operator of this service.'
}
