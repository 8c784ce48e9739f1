import type { Here } from '../here.ts'
import type { Shown } from '../page-definition.ts'
import type { AssetAddresses } from '../serving/assets.ts'
import { Footer } from './footer.tsx'
import { Head } from './head.tsx'
import { Header } from './header.tsx'
import { writtenDocument } from './written-document.tsx'

/** The whole document of a page. `build`: what it was built from. */
export function documentOf(
  shown: Shown,
  here: Here,
  given: { assets: AssetAddresses; build: string }
): string {
  const page = (
    <html lang={here.lang}>
      <Head shown={shown} assets={given.assets} />
      <body>
        <a class="skip" href="#answer">
          {here.say('skip_to_answer')}
        </a>
        <Header section={shown.section} />
        {shown.synthetic && (
          <aside class="band" aria-label={here.say('made_up')}>
            {here.say('made_up_band')}
          </aside>
        )}
        <main class="wrap" id="answer" tabIndex={-1}>
          {shown.body}
        </main>
        <Footer build={given.build} json={shown.json} />
      </body>
    </html>
  )
  return writtenDocument(here, page)
}
