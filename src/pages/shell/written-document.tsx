import type { ComponentChildren } from 'preact'
import { render } from 'preact-render-to-string'
import { type Here, HereContext } from '../here.ts'

/** The HTML of a document, each part of which knows where it is. */
export const writtenDocument = (here: Here, html: ComponentChildren): string =>
  `<!doctype html>${render(<HereContext.Provider value={here}>{html}</HereContext.Provider>)}`
