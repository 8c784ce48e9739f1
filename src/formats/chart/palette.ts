/** The shapes of points: one for each colour of a theme. There are never more series in one panel. */
export const shapes = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
  'triangle-right',
  'triangle-left'
] as const

/** The colours of a picture. Text has a contrast of 4.5 : 1 or better with the background, and marks of 3 : 1. */
export interface Theme {
  background: string
  /** Text and thin rules over bars. */
  ink: string
  /** Secondary text. */
  aside: string
  /** The warning about synthetic figures, and the band behind it. */
  warning: string
  warning_band: string
  /** Grid lines, and the stripes of what is not known yet. */
  line: string
  stripe: string
  /**
   * Colours of series after Okabe and Ito: any two can be distinguished by people who see no red or no green. Lines have
   * different shapes too. The first is a blue, the second vermilion.
   */
  palette: readonly string[]
  /** What is decided on neither side. It takes the place of the last colour of the palette. */
  grey: string
  /** Bands behind the bars of returns: a pause, and another time without a return. */
  bands: { pause: string; gap: string }
}

export const themeNames = ['light', 'dark'] as const
export type ThemeName = (typeof themeNames)[number]

export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    background: 'white',
    ink: '#000000',
    aside: '#595959',
    warning: '#B00020',
    warning_band: '#FFE3EE',
    line: '#D9D9D9',
    stripe: '#C4C4C4',
    palette: ['#0072B2', '#D55E00', '#009E73', '#000000', '#C56BA0', '#1F2A80', '#7A4A00', '#00594A'],
    grey: '#686868',
    bands: { pause: '#F5C99A', gap: '#E9E9E9' }
  },
  dark: {
    background: '#14171A',
    ink: '#ECEAE4',
    aside: '#A9ADB3',
    warning: '#FFA3C4',
    warning_band: '#3A0F20',
    line: '#363B41',
    stripe: '#4A5057',
    palette: ['#56B4E9', '#E66100', '#1FA97C', '#FFFFFF', '#FB30BE', '#4D87F8', '#A4FB2D', '#C1FBA1'],
    grey: '#BCBCBC',
    bands: { pause: '#5C3A12', gap: '#2A2F35' }
  }
}
