import { gapsIn, usualRules } from '../../src/returns/gaps.ts'
import type {
  PeriodFigure,
  ReturnTimeline,
  TimelineBlock
} from '../../src/vocabulary/results/return-timeline.ts'

/** Returns by quarter from 2020 on; the year 2022 is provisional. */
export function block(values: readonly (number | null)[], more: Partial<TimelineBlock> = {}): TimelineBlock {
  const series_by_period = values.map((value, i): PeriodFigure => {
    const year = 2020 + Math.floor(i / 4)
    const flags: PeriodFigure['flags'] =
      value === null ? ['suppressed'] : year === 2022 ? ['provisional'] : []
    return { period: `${year}-Q${(i % 4) + 1}`, value, flags }
  })
  return {
    ...{ return_status: 'executed', return_type: 'enforced', unit: 'returns', undated: 0, flags: [] },
    ...{ destination_inferred: null },
    ...{ source: 'made-up', series: 'by-destination', release: '2022', synthetic: false },
    ...{ period: 'quarter', country_of_asylum: 'GBR', gaps_not_told: null, breaks: [], missing: [] },
    coverage: { from: '2020-01-01', to: '2022-12-31', complete: true },
    value: values.includes(null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0),
    series_by_period,
    ...gapsIn(series_by_period, 3, usualRules),
    ...more
  }
}

export const timeline = (...blocks: TimelineBlock[]): ReturnTimeline => ({
  country_of_return: 'SYR',
  ...{ nationality: [], country_groups: [] },
  rules: usualRules,
  blocks
})
