/** How many, or null where it cannot be told. */
type Told = number | null

/**
 * Returns to the person's own country, to another one, and those of which it is not known; null where a source does
 * not break them down, or withholds a part.
 */
export function sameCountrySplit(same: Told, other: Told, unknown: Told) {
  const known = same === null || other === null ? null : same + other
  return {
    same_country: same,
    other_country: other,
    same_country_unknown: unknown,
    other_country_share: known ? (other as number) / known : null
  }
}

/** Nationalities and places that are no one country: whether two of them are the same is not known. */
export const noOneCountry = ['UNK', 'OTHER', 'not_split', 'not_designated'] as const
