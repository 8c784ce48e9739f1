export const decisionStatisticsExample = [
  { outcome: 'refugee_status_granted', persons: 1121, flags: {} },
  { outcome: 'complementary_protection_granted', persons: 337, flags: {} },
  { outcome: 'rejected', persons: 12408, flags: {} },
  { outcome: 'otherwise_closed', persons: 9359, flags: {} }
]

export const decisionStatisticsExampleMeta = {
  unit: 'persons',
  counting_rule: 'unhcr.v1',
  period: {
    date_basis: 'decided',
    year_basis: 'calendar',
    from: '2021-01-01',
    to: '2025-12-31',
    partial: []
  },
  reconciliation: {
    persons: { in_scope: 23225, sum_of_cells: 23225, suppressed_cells: 0, left_out: [], not_added: [] }
  },
  rates: {},
  missing: [],
  breaks: [],
  stand_ins: []
}

export const caseStatisticsExample = [
  { case_outcome: 'refugee_status_granted', cases: 1, flags: {} },
  { case_outcome: 'removal_ordered', cases: 2, flags: {} }
]

export const caseStatisticsExampleMeta = {
  unit: 'cases',
  counting_rule: 'documented.v1',
  period: {
    date_basis: 'filed',
    year_basis: 'calendar',
    from: '2022-01-01',
    to: '2026-08-31',
    partial: []
  },
  reconciliation: {
    cases: { in_scope: 3, sum_of_cells: 3, suppressed_cells: 0, left_out: [], not_added: [] }
  },
  rates: {},
  missing: [],
  breaks: [],
  stand_ins: []
}

export const returnStatisticsExample = [
  { country_of_return: 'RUS', returns: 2, flags: {} },
  { country_of_return: 'not_designated', returns: 1, flags: {} }
]

export const returnStatisticsExampleMeta = {
  ...caseStatisticsExampleMeta,
  unit: 'returns',
  period: { ...caseStatisticsExampleMeta.period, date_basis: 'returned' },
  reconciliation: {
    returns: {
      in_scope: 4,
      sum_of_cells: 3,
      suppressed_cells: 0,
      left_out: [{ reason: 'duplicate', count: 1 }],
      not_added: []
    }
  }
}

export const applicationStatisticsExample = [
  { nationality: 'RUS', year: '2022', persons: 2851, flags: {} },
  { nationality: 'RUS', year: '2023', persons: 7663, flags: {} }
]

export const applicationStatisticsExampleMeta = {
  ...decisionStatisticsExampleMeta,
  counting_rule: 'unhcr-applications.v1',
  period: {
    ...decisionStatisticsExampleMeta.period,
    date_basis: 'filed',
    from: '2022-01-01',
    to: '2023-12-31'
  },
  reconciliation: {
    persons: { in_scope: 10514, sum_of_cells: 10514, suppressed_cells: 0, left_out: [], not_added: [] }
  }
}
