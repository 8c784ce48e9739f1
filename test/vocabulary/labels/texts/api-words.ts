/** What plain words do not have: names of parameters, codes with underscores, addresses of the API, values of filters. */
const ofTheApi = [/\w*_\w*/g, /\/v1\b\S*/g, /\S*=\S*/g, /\b(?:OTHER|UNK|CYP|SRB|XKX)\b/g]

/** The words of the API in a text for readers. */
export const apiWords = (text: string): string[] => ofTheApi.flatMap(words => text.match(words) ?? [])
