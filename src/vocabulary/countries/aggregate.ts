import { countries, countryByCode } from './country.ts'

/** Whether a place is a publisher's aggregate of reporting countries, whose figures are never added to any. */
export const isAggregate = (code: string): boolean => countryByCode(code)?.status === 'aggregate'

/** The countries that the figures of an aggregate are of; none for any other place. */
export const membersOfAggregate = (code: string): readonly string[] => countryByCode(code)?.members ?? []

/** The aggregate under a publisher's own code, or under a label as its files print it. */
export const aggregateFrom = (text: string, labelled: boolean): string | undefined =>
  countries.find(
    ({ status, eurostat, names, aliases }) =>
      status === 'aggregate' && (labelled ? [names.en, ...aliases].includes(text) : eurostat === text)
  )?.code
