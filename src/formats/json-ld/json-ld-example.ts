/** An example of a source in JSON-LD. */
export const jsonLdExample = {
  '@context': 'https://schema.org',
  '@type': 'Dataset',
  description: 'Credible fear cases completed by US asylum officers, by nationality and fiscal year.',
  url: 'https://example.org/sources/us-credible-fear',
  creator: {
    '@type': 'Organization',
    name: 'US Department of Homeland Security, Office of Immigration Statistics'
  },
  license: 'Not stated by the publisher; a publication of the United States government',
  isBasedOn: 'https://www.dhs.gov/immigration-statistics/readingroom/RFA/credible-fear-cases-interview',
  isAccessibleForFree: true,
  includedInDataCatalog: {
    '@type': 'DataCatalog',
    '@id': 'https://example.org/v1/sources',
    name: 'Asylum Outcomes',
    url: 'https://example.org/sources'
  },
  '@id': 'https://example.org/v1/sources/us-credible-fear',
  name: 'US credible fear screenings by nationality',
  version: 'fy2016-2021-starter',
  temporalCoverage: '2015-10-01/2021-09-30',
  dateModified: '2026-09-15',
  distribution: [
    {
      '@type': 'DataDownload',
      name: '/v1/statistics/decisions.csv',
      encodingFormat: 'text/csv',
      contentUrl:
        'https://example.org/v1/statistics/decisions.csv?group_by=nationality&release=fy2016-2021-starter&source=us-credible-fear'
    }
  ]
}
