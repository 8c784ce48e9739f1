import { apiAddress } from '../../asking/ask.ts'
import { useHere } from '../../here.ts'
import type { PageDefinition } from '../../page-definition.ts'
import { framedPath } from '../../parts/actions/embed-code.ts'
import { CaveatList } from '../../parts/caveats.tsx'
import { FramedPicture } from '../../parts/picture.tsx'
import { WhoseFigures } from '../../parts/whose.tsx'
import { pageQueryOf } from '../explore/asked.ts'
import { pictureOfAnswer } from '../explore/drawn.ts'
import { askEdition, type NewerEdition, NewerEditionLine } from '../explore/editions/newer-edition.tsx'
import { explorePage } from '../explore/explore.tsx'
import { askEmbedded, type EmbeddedAnswer } from './asked-embed.ts'

/**
 * An answer inside of pages of others: its picture, its sentence, whose figures they are, and what must be known of them. Its
 * query is that of the page it leads to.
 */
export const embedPage: PageDefinition = {
  url: framedPath(explorePage.url),
  is_framed: true,
  async show(request) {
    const answer = await askEmbedded(request)
    const { asked, main, title, sentence } = answer
    const { meta, links } = main
    const edition = await askEdition(request.ask, asked, main)
    return {
      title,
      description: sentence ?? title,
      canonical: apiAddress(explorePage.url, pageQueryOf(links.canonical)),
      synthetic: meta.synthetic,
      body: <Embedded {...answer} edition={edition} />
    }
  }
}

interface EmbeddedProps extends EmbeddedAnswer {
  edition: NewerEdition | undefined
}

function Embedded({ asked, main, title, sentence, edition }: EmbeddedProps) {
  const { say, link, own } = useHere()
  const svg = pictureOfAnswer(main)
  const isPinned = asked.query.release !== undefined
  const { caveats, sources } = main.meta
  return (
    <>
      <h1>
        <a href={link(explorePage.url, own.query)}>{title}</a>
      </h1>
      <p>{sentence ?? say('no_figures')}</p>
      {svg && <FramedPicture svg={svg} alt={sentence ?? title} />}
      {sentence === undefined && <WhoseFigures sources={sources} />}
      {edition && <NewerEditionLine edition={edition} page={{ path: explorePage.url, query: own.query }} />}
      {!isPinned && <p class="whose">{say('embed_follows')}</p>}
      {caveats.length > 0 && (
        <details>
          <summary>{say('before_you_print')}</summary>
          <CaveatList caveats={caveats} />
        </details>
      )}
    </>
  )
}
