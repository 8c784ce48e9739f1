import { type Theme, type ThemeName, themes } from './palette.ts'

/** How a picture is asked for. */
export interface PictureOptions {
  /** Pixels from edge to edge. Without it a picture is as wide as what is drawn, at most about 750 pixels. */
  width?: number
  theme?: ThemeName
  /** false: without title, notes and caveats, for a page that says them. */
  head?: boolean
  /** A picture that stands for a page in a list of links: without caveats, and with lower panels. */
  is_card?: boolean
}

/** How a picture is drawn. */
export interface Drawing {
  /** Pixels between the margins. */
  width: number
  /** Pixels from edge to edge; null where nobody asked for a width. */
  whole: number | null
  theme: Theme
  has_head: boolean
  is_card: boolean
  /** Too narrow for what needs room: there are fewer ticks, and small panels stand in two columns. */
  is_narrow: boolean
}

/** Pixels around everything that is drawn. */
export const margin = 14

/** Pixels that rounding and the edges of lines may take of a given width. */
const slack = 2
const usual_width = 720
const narrow_width = 520

export function drawingOf({ width, theme = 'light', head = true, is_card = false }: PictureOptions): Drawing {
  const inner = width === undefined ? usual_width : width - 2 * margin - slack
  return {
    width: inner,
    whole: width ?? null,
    theme: themes[theme],
    has_head: head,
    is_card,
    is_narrow: inner < narrow_width
  }
}

/** The height of a panel of lines, by how many there are and whether they stand beside one another. */
export function panelHeight({ is_card, is_narrow }: Drawing, panels: number, columns: number): number {
  if (columns > 1) return is_card ? 100 : 130
  if (panels > 1) return is_card ? 120 : is_narrow ? 160 : 190
  return is_card ? 210 : is_narrow ? 230 : 300
}
