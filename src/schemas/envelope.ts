import { type TProperties, type TSchema, Type } from 'typebox'
import { orNull, ref } from './reference.ts'

/** The release that an answer comes from. */
export const SourceNote = Type.Object(
  {
    source: Type.String(),
    title: Type.String({ description: 'Of the source, in the language of the answer.' }),
    publisher: Type.String({ description: 'Whose figures they are, in the language of the answer.' }),
    series: Type.String(),
    release: Type.String(),
    retrieved_on: orNull(Type.String({ format: 'date', description: 'null: nobody stated it.' })),
    data_as_of: orNull(
      Type.String({
        format: 'date',
        description:
          'The day as of which its files say that their data are current; null where they say none.'
      })
    ),
    synthetic: Type.Boolean({ description: 'True: made up for tests, about nobody.' }),
    sha256: Type.String({ description: 'Of the released files together.' }),
    licence: Type.String(),
    url: Type.String(),
    citation: Type.String({ description: 'How to cite it.' })
  },
  { $id: 'SourceNote', additionalProperties: false }
)

/** What a caveat says, for people who know no parameters. */
export const plainForm = Type.String({
  description: 'The same statement without parameters, codes or addresses; equal to `text` where it has none.'
})

/** A known issue that touches rows of this answer. */
export const CaveatNoteSchema = Type.Object(
  {
    id: Type.String(),
    source: orNull(Type.String()),
    text: Type.String(),
    plain: plainForm
  },
  { $id: 'CaveatNote', additionalProperties: false }
)

/** The members of `meta` in every answer. */
export const metaMembers = {
  query: Type.Record(Type.String(), Type.Unknown(), {
    description: 'What was asked, normalised, with defaults filled in.'
  }),
  sources: Type.Array(ref(SourceNote)),
  caveats: Type.Array(ref(CaveatNoteSchema)),
  synthetic: Type.Boolean({ description: 'True where any figure in the answer is synthetic.' }),
  citation: Type.String(),
  labels: Type.Optional(
    Type.Record(
      Type.String(),
      Type.Object(
        { label: Type.String(), values: Type.Record(Type.String(), Type.String()) },
        { additionalProperties: false }
      ),
      { description: 'With labels=true: each column in words, and the label of each of its codes.' }
    )
  ),
  generated_by: Type.String({ description: 'The build that answered.' })
}
export const Meta = Type.Object(metaMembers, { $id: 'Meta', additionalProperties: false })

/** The groups of countries of an answer. */
export const groupsMember = Type.Optional(
  Type.Array(Type.Unsafe<unknown>({ $ref: 'GroupNote#' }), {
    description: 'The groups of countries that the query names.'
  })
)

/** The meta of an answer of one thing, which can be about groups of countries. */
export const GroupedMeta = Type.Object(
  { ...metaMembers, groups: groupsMember },
  { $id: 'GroupedMeta', additionalProperties: false }
)

export const ListMeta = Type.Object(
  {
    total: orNull(Type.Integer(), { description: 'Exact, or null with the reason.' }),
    total_reason: orNull(Type.String()),
    ...metaMembers,
    groups: groupsMember
  },
  { $id: 'ListMeta', additionalProperties: false }
)

export const Links = Type.Object(
  {
    self: Type.String(),
    next: orNull(Type.String(), { description: 'The next page; null on the last.' }),
    canonical: Type.String({ description: 'The same question, pinned to the release that answered.' }),
    json: Type.Optional(Type.String()),
    csv: Type.Optional(Type.String()),
    ndjson: Type.Optional(Type.String()),
    xlsx: Type.Optional(Type.String()),
    'json-stat': Type.Optional(Type.String()),
    'vega-lite': Type.Optional(Type.String()),
    svg: Type.Optional(Type.String()),
    png: Type.Optional(Type.String({ description: 'Left out where the service cannot draw images.' })),
    sentence: Type.Optional(Type.String()),
    'json-feed': Type.Optional(Type.String()),
    atom: Type.Optional(Type.String()),
    'json-ld': Type.Optional(Type.String())
  },
  { $id: 'Links', additionalProperties: Type.String() }
)

/** `{data, meta, links}`, the same on every endpoint. */
export const envelope = (data: TSchema, meta: TSchema = ref(Meta)) =>
  Type.Object({ data, meta, links: ref(Links) }, { additionalProperties: false })

/** An object that has exactly these members. */
export const exactly = <T extends TProperties>(
  members: T,
  options: { $id?: string; description?: string } = {}
) => Type.Object(members, { ...options, additionalProperties: false })
