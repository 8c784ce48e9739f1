/** What the policies of all pages have: nothing from elsewhere, no inline script or style. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'"
]

const headersWith = (own: readonly string[], used_by: 'same-origin' | 'cross-origin') => ({
  'content-security-policy': [...policy, ...own].join('; '),
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'clipboard-write=(self)',
  'cross-origin-resource-policy': used_by
})

const alone = headersWith(
  ["connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'"],
  'same-origin'
)
const framed = headersWith(["form-action 'none'", 'frame-ancestors *'], 'cross-origin')

/** Headers of a page. Only one that `is_framed` may stand in a frame. */
export const pageHeadersOf = (is_framed: boolean): Record<string, string> => (is_framed ? framed : alone)
