/** The languages of texts (docs/rules/api.md §1.6). */
export const languages = ['en', 'es', 'fr'] as const
export type Language = (typeof languages)[number]
