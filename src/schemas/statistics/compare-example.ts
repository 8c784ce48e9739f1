const ofNations = { year_basis: 'calendar', synthetic: false, flags: {} }

/** Example rows of two sources, each with its own unit. */
export const compareExample = [
  {
    year: '2021',
    decision_stage: 'first_instance',
    unit: 'persons',
    source: 'unhcr-asylum-decisions',
    series: 'decisions',
    release: '2026-06',
    persons: 4862,
    ...ofNations
  },
  {
    year: 'FY2021',
    decision_stage: 'screening',
    unit: 'cases',
    source: 'us-credible-fear',
    series: 'by-nationality',
    release: 'fy2016-2021',
    cases: 1193,
    ...ofNations,
    year_basis: 'us_fiscal'
  }
]

const seriesOf = (source: string, series: string, unit: string) => ({ source, series, unit })

export const compareExampleMeta = {
  key: ['year'],
  answers: [],
  not_answered: [
    {
      source: 'ca-irb',
      series: 'claims',
      title: 'Decisions of Canada’s IRB: Claims',
      type: 'unsupported-combination',
      reason:
        'it does not publish sex; it has source, series, release, year, outcome, outcome_group, effect.',
      url: null
    }
  ],
  differences: [
    {
      kind: 'unit',
      text: 'What one is differs: numbers in different units are neither added nor ranked.',
      values: [
        { ...seriesOf('unhcr-asylum-decisions', 'decisions', 'persons'), values: ['persons'] },
        { ...seriesOf('us-credible-fear', 'by-nationality', 'cases'), values: ['cases'] }
      ]
    }
  ]
}
