/** What a French printer would refuse in a text: spaces that a line can break at, straight quotes and apostrophes. */
export const misprints = (text: string): string[] => [
  // A colon has a no-break space before it, the other marks a narrow one.
  ...(text.match(/(?:^|[^\u00a0])[:](?=\s|$)/g) ?? []),
  ...(text.match(/(?:^|[^\u202f\u00a0])[;?!](?=\s|$)/g) ?? []),
  ...(text.match(/«[^\u00a0\u202f]|[^\u00a0\u202f]»/g) ?? []),
  ...(text.match(/[\p{L}]'[\p{L}]|["“”]/gu) ?? []),
  ...(text.match(
    /(?<!\d)1 (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)/g
  ) ?? [])
]
