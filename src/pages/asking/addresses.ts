import type { Query } from './answers.ts'

/** An address of the API with further parameters; one that it has already is replaced. */
export function withOptions(address: string, options: Query): string {
  const { path, given } = partsOf(address)
  for (const [name, value] of Object.entries(options)) if (value !== undefined) given.set(name, String(value))
  return addressWith(path, given)
}

/** An address without some parameters. */
export function withoutOptions(address: string, names: readonly string[]): string {
  const { path, given } = partsOf(address)
  for (const name of names) given.delete(name)
  return addressWith(path, given)
}

function partsOf(address: string): { path: string; given: URLSearchParams } {
  const [path = '', text = ''] = address.split('?')
  return { path, given: new URLSearchParams(text) }
}

/** Written as the API's own links are: a comma and a colon stay as they are. */
function addressWith(path: string, given: URLSearchParams): string {
  const query = given.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return query === '' ? path : `${path}?${query}`
}

/** The parameters of an address as a page takes them. */
export const queryOf = (address: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(address.split('?')[1]))

/** The page of an answer: the page's path with the parameters of the answer's address. */
export const pageAt = (path: string, address: string): string => {
  const [, text] = address.split('?')
  return text === undefined ? path : `${path}?${text}`
}
