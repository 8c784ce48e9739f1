import type { ComponentChildren } from 'preact'
import type { Query, Statistics } from '../asking/answers.ts'
import { useHere } from '../here.ts'
import type { Word } from '../words/words.ts'
import { bibtexOf, risOf } from './actions/citations.ts'
import { CopyButton } from './actions/copy-button.tsx'
import { Downloads } from './actions/downloads.tsx'
import { embeddedFrame, embeddedPicture, embeddedScript, framedPath } from './actions/embed-code.ts'
import { oembedPath } from './actions/oembed-path.ts'
import { pinned } from './actions/pinned.ts'
import { snippets } from './actions/snippets.ts'

interface ActionsProps {
  main: { meta: Pick<Statistics['meta'], 'synthetic' | 'citation' | 'sources'>; links: Statistics['links'] }
  /** The page, pinned to the edition that answered. */
  page: { path: string; query: Query }
  title: string
  /** What the answer says, for whoever cannot see the picture. */
  sentence: string
  /** Whether the page has a frame for pages of others. */
  has_frame?: boolean
}

/** What one can do with an answer: link to it, take it along, cite it, show it elsewhere, ask for it in code. */
export function Actions({ main: { meta, links }, page, title, sentence, has_frame = false }: ActionsProps) {
  const { say, link, origin } = useHere()
  const address = origin + link(page.path, page.query)
  const cited = { address, title, notes: meta.sources, text: meta.citation }
  return (
    <ul class="acts" aria-label={say('actions')}>
      <li>
        <CopyButton text={address} word="copy_link" />
        <a href={link(page.path, page.query)}>{say('link_to_edition')}</a>
      </li>
      <Menu word="download">
        <Downloads links={links} />
      </Menu>
      {!meta.synthetic && (
        <Menu word="cite">
          <Copied label={say('cite_text')} text={`${meta.citation} ${address}`} />
          <Copied label="BibTeX" text={bibtexOf(cited)} />
          <Copied label="RIS" text={risOf(cited)} />
        </Menu>
      )}
      {(links.svg || has_frame) && (
        <Menu word="embed">
          <p>{say('embed_said')}</p>
          {links.svg && (
            <Copied
              label={say('embed_picture')}
              text={embeddedPicture({ address, svg: origin + pinned(links, links.svg), sentence })}
            />
          )}
          {has_frame && (
            <>
              <Copied
                label={say('embed_frame')}
                text={[
                  embeddedFrame({ address: origin + link(framedPath(page.path), page.query), title }),
                  embeddedScript(origin)
                ].join('\n')}
                oembed={oembedPath(address)}
              />
              <p>{say('embed_frame_said')}</p>
            </>
          )}
        </Menu>
      )}
      <Menu word="use_in_code">
        <Copied label={say('code_address')} text={origin + links.canonical} />
        {links.csv &&
          snippets.map(({ id, label, write }) => (
            <Copied key={id} label={label} text={write(origin + pinned(links, links.csv ?? ''))} />
          ))}
      </Menu>
    </ul>
  )
}

function Menu({ word, children }: { word: Word; children: ComponentChildren }) {
  const { say } = useHere()
  return (
    <li>
      <details>
        <summary>{say(word)}</summary>
        <div>{children}</div>
      </details>
    </li>
  )
}

/** A text to be taken along, with a button that copies it. */
function Copied({ label, text, oembed }: { label: string; text: string; oembed?: string }) {
  return (
    <section class="copied" aria-label={label}>
      <p class="label">{label}</p>
      <pre data-oembed={oembed}>{text}</pre>
      <CopyButton text={text} word="copy" />
    </section>
  )
}
