/** An example of an answer in JSON-stat: decisions on Russian nationals in two years. */
export const jsonStatExample = {
  version: '2.0',
  class: 'dataset',
  href: '/v1/statistics/decisions.json-stat?group_by=nationality,year&nationality=RUS&release=2026-08&source=us-eoir-cases',
  label: 'Decisions by nationality, year, 2022-10-01 to 2024-09-30',
  source: 'How to cite it.',
  updated: '2026-09-02',
  note: [],
  id: ['nationality', 'year', 'measure'],
  size: [1, 2, 1],
  role: { time: ['year'], geo: ['nationality'], metric: ['measure'] },
  dimension: {
    nationality: { label: 'nationality', category: { index: ['RUS'], label: { RUS: 'Russia' } } },
    year: {
      label: 'year',
      category: { index: ['FY2023', 'FY2024'], label: { FY2023: 'FY2023', FY2024: 'FY2024' } }
    },
    measure: {
      label: 'measure',
      category: {
        index: ['decisions'],
        label: { decisions: 'decisions' },
        unit: { decisions: { label: 'decisions', decimals: 0 } }
      }
    }
  },
  value: [3120, null],
  status: { '1': 'suppressed' },
  extension: { unit: 'decisions', counting_rule: 'eoir.v1', synthetic: false }
}
