import type { DocumentFormat } from './format.ts'

export const json: DocumentFormat = {
  id: 'json',
  type: 'application/json; charset=utf-8',
  accepts: ['application/json'],
  ending: 'json',
  is_shown: true,
  is_paged: true,
  is_binary: false,
  options: [],
  has_counting_rule: true,
  writes: 'document',
  write: ({ data, meta, links }) => JSON.stringify({ data, meta, links })
}
