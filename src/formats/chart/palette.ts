/**
 * Colours of Okabe and Ito with a contrast of 3 : 1 or better on white; dark colours replace the others. Any two can
 * be distinguished by people who see no red or no green. Lines have different shapes too.
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

/** Colours of secondary text (contrast 7 : 1 on white), of the warning about synthetic figures, and of grid lines. */
export const inks = { aside: '#595959', warning: '#B00020', line: '#D9D9D9' } as const

/** Bands behind the bars of returns: a pause, and another time without a return. */
export const bands = { pause: '#F5C99A', gap: '#E9E9E9' } as const
