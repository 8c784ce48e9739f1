/** A number of returns; null where it is not published. */
type Count = number | null

/**
 * Returns to the country of nationality, to another country, and unknown; null where a source does not break them down,
 * or withholds a part.
 */
export function sameCountrySplit(same: Count, other: Count, unknown: Count) {
  const known = same === null || other === null ? null : same + other
  return {
    same_country: same,
    other_country: other,
    same_country_unknown: unknown,
    other_country_share: known ? (other as number) / known : null
  }
}
