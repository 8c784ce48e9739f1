import type { Language } from '../../vocabulary/labels/language.ts'
import type { NumberKind } from '../../vocabulary/results/result-table.ts'
import type { Drawing } from './drawing.ts'

/** A part of a Vega-Lite specification. */
export type VegaPart = Readonly<Record<string, unknown>>

/** The font sizes, in pixels. They are the same whatever the width. */
export const canvas = { text: 12, small: 11, title: 16 } as const

/** What all panels of the same measures share. */
export interface Shared {
  drawing: Drawing
  lang: Language
  kind: NumberKind
  /** The largest value on the axis. */
  largest: number
  /** The width of the longest number text, in pixels. */
  longest: number
  /** Labels of the colours, the colours, and the name of their dimension; empty for a single colour. */
  series: readonly string[]
  colours: readonly string[]
  series_title: string | null
}

/** Number formats that match Intl: Spanish has no separator in numbers of four digits. */
const wholeNumbers = {
  en: "format(datum.value, ',d')",
  es: "format(datum.value, datum.value < 10000 ? 'd' : ',d')",
  fr: "format(datum.value, ',d')"
} as const satisfies Record<Language, string>

/** The axis of the numbers. French and Spanish have a space before the percent sign. */
export function numberAxis({ kind, lang, drawing }: Pick<Shared, 'kind' | 'lang' | 'drawing'>): VegaPart {
  const base = {
    title: null,
    labelLimit: 0,
    tickCount: drawing.is_narrow ? 3 : 5,
    grid: true,
    gridColor: drawing.theme.line,
    domain: false,
    ticks: false
  }
  if (kind !== 'share') return { ...base, labelExpr: wholeNumbers[lang], tickMinStep: 1 }
  const sign = lang === 'en' ? '%' : '\u00a0%'
  return { ...base, labelExpr: `format(round(datum.value * 1000) / 10, ',') + '${sign}'` }
}

/** The colour of a mark by its series; the legend is drawn once for all panels of the same measures. */
export function colourOf(
  { series, colours, series_title, drawing }: Shared,
  legend: VegaPart | null
): VegaPart {
  if (series.length === 0) return { value: drawing.theme.palette[0] }
  return {
    field: 'series',
    type: 'nominal',
    title: series_title,
    scale: { domain: series, range: colours },
    legend
  }
}

/** Vega number locales for the axes. The texts of marks are formatted by Intl. */
export const numberLocales = {
  en: { decimal: '.', thousands: ',', grouping: [3], currency: ['', ''] },
  es: { decimal: ',', thousands: '.', grouping: [3], currency: ['', ''] },
  fr: { decimal: ',', thousands: '\u202f', grouping: [3], currency: ['', ''] }
} as const satisfies Record<Language, VegaPart>
