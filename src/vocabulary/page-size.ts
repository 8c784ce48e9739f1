/** Rows or cells of a page in JSON where no limit is asked for (docs/rules/api.md §3.6). */
export const usualPageSize = 100

/** The most that a limit can be. */
export const largestPageSize = 1000
