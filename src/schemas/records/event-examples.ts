import { ofRussian, reporting, whole } from './record-examples.ts'

const retold = { ...reporting, retold_by: 'Archyworldys', is_read_in_original: false } as const

export const statementExample = whole('event', {
  ...ofRussian,
  ...retold,
  event_id: 'documented:701',
  event_kind: 'statement',
  country_of_asylum: 'USA',
  country_of_return: 'RUS',
  said_by: 'A federal agency, which is not named',
  said_by_kind: 'agency',
  said_to: 'The Guardian',
  speech: 'said',
  quotation: 'in accordance with guidelines',
  summary: 'Asked about removals to Russia, it said that removals to countries, Russia included, go on.'
})

export const figureExample = whole('event', {
  ...ofRussian,
  event_source: 'Los Angeles Times, 17 August 2023',
  publisher: 'Los Angeles Times',
  published_on: '2023-08-17',
  reported_by: 'press',
  certainty: 'reported',
  is_read_in_original: false,
  event_id: 'documented:801',
  event_kind: 'reported_figure',
  country_of_asylum: 'USA',
  said_by: 'Los Angeles Times',
  said_by_kind: 'press',
  value: 190,
  value_as_told: 'nearly 190',
  value_qualifier: 'nearly',
  unit: 'persons',
  period: 'since the beginning of October 2022',
  period_from: '2022-10-01',
  summary: 'Russians whom the United States removed since the beginning of October 2022.'
})

export const groupExample = whole('event', {
  ...ofRussian,
  ...retold,
  event_id: 'documented:901',
  group_id: 'documented:901',
  event_kind: 'case_group',
  country_of_asylum: 'USA',
  value: 4,
  value_as_told: 'four',
  unit: 'persons',
  summary: 'Four clients of one attorney in Texas.'
})
