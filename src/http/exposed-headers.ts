/** Headers that scripts in a browser may read (docs/rules/api.md §6.2): without this list they can read none of them. */
export const exposedHeaders = [
  'ETag',
  'Last-Modified',
  'Link',
  'Content-Disposition',
  'Content-Range',
  'Accept-Ranges',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Deprecation',
  'Sunset',
  'Vary',
  'Allow',
  'X-Robots-Tag',
  'Asylum-Outcomes-Empty'
]
