/** Rows or cells of a page in JSON where the request has no limit (docs/rules/api.md §3.6). */
export const usualPageSize = 100

/** The largest limit. */
export const largestPageSize = 1000
