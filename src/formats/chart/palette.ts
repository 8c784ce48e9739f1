/**
 * Colours of Okabe and Ito that stand out from white at 3 : 1 or better, and dark ones in the place of those that do
 * not. Any two differ for people who see no red or no green; shapes tell them apart besides.
 */
export const palette = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#000000',
  '#C56BA0',
  '#1F2A80',
  '#7A4A00',
  '#00594A'
] as const

export const shapes = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
  'triangle-right',
  'triangle-left'
] as const satisfies readonly string[] & { length: (typeof palette)['length'] }

/** Text that stands aside, 7 : 1 on white; what says that figures were made up. */
export const inks = { aside: '#595959', warning: '#B00020', line: '#D9D9D9' } as const
