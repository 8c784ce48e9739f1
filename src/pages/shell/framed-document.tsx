import type { Here } from '../here.ts'
import type { Shown } from '../page-definition.ts'
import type { AssetAddresses } from '../serving/assets.ts'
import { writtenDocument } from './written-document.tsx'

/**
 * A document inside of pages of others, without header and footer. Its links open beside the page around it, which it
 * tells how high it is.
 */
export function framedDocumentOf(shown: Shown, here: Here, assets: AssetAddresses): string {
  const page = (
    <html lang={here.lang} class="framed">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${shown.title} – ${here.say('service_name')}`}</title>
        <meta name="robots" content="noindex, follow" />
        {shown.canonical && <link rel="canonical" href={here.origin + shown.canonical} />}
        <base target="_blank" />
        <link rel="icon" href={assets['icon.svg']} type="image/svg+xml" />
        <link rel="stylesheet" href={assets['style.css']} />
        <script type="module" src={assets['height.js']} />
      </head>
      <body>
        <main>
          {shown.synthetic && <p class="band">{here.say('made_up_band')}</p>}
          {shown.body}
        </main>
      </body>
    </html>
  )
  return writtenDocument(here, page)
}
