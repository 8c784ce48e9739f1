/** What a browser's script may read of an answer (docs/rules/api.md §6.2): without this list it sees none of them. */
export const exposedHeaders = [
  'ETag',
  'Last-Modified',
  'Link',
  'Content-Disposition',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Deprecation',
  'Sunset',
  'Vary',
  'Allow',
  'X-Robots-Tag'
]
