import { languages } from '../../vocabulary/labels/language.ts'
import { apiAddress } from '../asking/ask.ts'
import { useHere } from '../here.ts'
import type { Shown } from '../page-definition.ts'
import { oembedPath } from '../parts/actions/oembed-path.ts'
import type { AssetAddresses } from '../serving/assets.ts'

/** The head of a document: what it is about, in which languages and forms it is there too, and what machines read. */
export function Head({ shown, assets }: { shown: Shown; assets: AssetAddresses }) {
  const { say, own, origin, link } = useHere()
  const { title, description, picture, data, synthetic } = shown
  const isIndexed = (shown.is_indexed ?? true) && !synthetic
  const canonical = origin + (shown.canonical ?? link(own.path, own.query))
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title} – ${say('service_name')}`}</title>
      <meta name="description" content={description} />
      {!isIndexed && <meta name="robots" content="noindex, follow" />}
      <link rel="canonical" href={canonical} />
      {languages.map(lang => (
        <link
          key={lang}
          rel="alternate"
          hreflang={lang}
          href={origin + apiAddress(own.path, own.query, lang)}
        />
      ))}
      {shown.json && <link rel="alternate" type="application/json" href={shown.json} />}
      {shown.embeds && (
        <link
          rel="alternate"
          type="application/json+oembed"
          title={title}
          href={origin + oembedPath(origin + shown.embeds)}
        />
      )}
      <link rel="icon" href={assets['icon.svg']} type="image/svg+xml" />
      <link rel="stylesheet" href={assets['style.css']} />
      <script type="module" src={assets['page.js']} />
      <meta property="og:type" content="article" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={canonical} />
      {picture && <meta property="og:image" content={origin + picture} />}
      {picture && <meta property="og:image:alt" content={description} />}
      {picture && <meta name="twitter:card" content="summary_large_image" />}
      {data && !synthetic && <DataForMachines data={data} />}
    </head>
  )
}

/** JSON-LD. No `<` is left in it, so that nothing in a text can end the element. */
function DataForMachines({ data }: { data: Readonly<Record<string, unknown>> }) {
  const text = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />
}
