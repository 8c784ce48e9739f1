import { dimensionLabel, labelOf } from '../../vocabulary/labels/labels.ts'
import {
  inEach,
  inOneText,
  type LocalText,
  said,
  type TextName,
  type Translated
} from '../../vocabulary/labels/texts/texts.ts'
import type { ChangeDetails, ChangeKind } from '../../vocabulary/release/change.ts'
import type { ComparedRecords } from '../../vocabulary/release/difference.ts'

type Status = 'current' | 'beside' | 'superseded' | 'withdrawn'

/** A change with the names of the releases that it is about, as they are now. */
export interface StoredChange {
  event_id: number
  change_id: string
  kind: ChangeKind
  source: string
  release_id: number | null
  before_id: number | null
  status: Status | null
  happened_at: string | null
  told_at: string
  reason: LocalText | null
  details: ChangeDetails
  release: string | null
  series: string | null
  synthetic: boolean | null
  starter: boolean | null
  facts: Record<string, number> | null
  status_now: Status | null
  before: string | null
  replaced_by: string | null
}

const titles: Record<ChangeKind, TextName> = {
  vanished: 'vanished_title',
  removed: 'removed_title',
  withdrawn: 'withdrawn_title',
  erased: 'erased_title',
  corrected: 'corrected_title',
  schema_changed: 'schema_changed_title',
  published: 'published_title',
  made_current: 'made_current_title',
  superseded: 'superseded_title',
  first_data: 'first_data_title'
}

/** What happened, in one line: what vanished and what was removed with its number. */
export function changeTitle({
  kind,
  source,
  release,
  before,
  replaced_by,
  details
}: StoredChange): Translated {
  const name = kind === 'superseded' && replaced_by !== null ? 'superseded_by_title' : titles[kind]
  return said(name, {
    ...{ source, release: release ?? '', before: before ?? '', replaced_by: replaced_by ?? '' },
    count: details.count ?? said('some_number')
  })
}

const texts: Record<ChangeKind, (change: StoredChange) => LocalText[]> = {
  vanished: change => [said('vanished_text', names(change)), ...differing(change)],
  removed: () => [said('removed_text')],
  withdrawn: ({ reason }) => [said('withdrawn_text', { reason: reason ?? said('no_reason') })],
  erased: () => [said('erased_text')],
  corrected: change => [said('corrected_text', names(change)), ...differing(change)],
  schema_changed: change => {
    const { layout_before = '', layout = '', fields_missing = [], fields_new = [] } = change.details
    return [
      said('schema_changed_text', {
        ...{ layout_before, layout },
        ...{ missing: fieldNames(fields_missing), new: fieldNames(fields_new) }
      })
    ]
  },
  published: change => [standing(change), ...why(change)],
  made_current: change => [standing(change), ...why(change)],
  superseded: change => [said('pinned_answers_stay'), ...why(change)],
  first_data: change => [standing(change), ...why(change)]
}

/** What it means for who asks, in sentences. */
export const changeText = (change: StoredChange): Translated =>
  inOneText([...texts[change.kind](change), ...(change.happened_at === null ? [said('time_not_noted')] : [])])

const names = ({ release, before }: StoredChange) => ({ release: release ?? '', before: before ?? '' })

const why = ({ reason }: StoredChange): LocalText[] =>
  reason === null ? [] : [said('why_so', { reason: ended(reason) })]

/** A reason ends as a sentence does. */
const ended = (reason: LocalText): Translated =>
  inEach(lang => inOneText([reason])[lang].replace(/(?<![.!?…])$/, '.'))

const standing = ({ status }: StoredChange): Translated =>
  said(status === null ? 'standing_unknown' : status === 'current' ? 'answers_by_default' : 'stands_beside')

const differing = ({ details }: StoredChange): Translated[] =>
  (details.records ?? [])
    .filter(({ vanished, changed, rekeyed, added }) => vanished + changed + rekeyed + added > 0)
    .map(counts)

const counts = ({ record, vanished, changed, rekeyed, added }: ComparedRecords): Translated =>
  said('records_differ', {
    record: inEach(lang => labelOf('record', record, lang)),
    ...{ vanished, changed, rekeyed, added }
  })

const fieldNames = (fields: readonly string[]): LocalText =>
  fields.length === 0
    ? said('no_field')
    : inEach(lang => fields.map(name => dimensionLabel(name, lang)).join(', '))
