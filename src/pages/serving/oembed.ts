import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pictureSize } from '../../formats/chart/draw.ts'
import { cardSize } from '../../formats/format.ts'
import { asPage } from '../../http/clients/page-request.ts'
import type { AppDeps } from '../../http/deps.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { queryOf, withOptions } from '../asking/addresses.ts'
import type { Statistics } from '../asking/answers.ts'
import { type Ask, apiAddress, makeAsk } from '../asking/ask.ts'
import { isOfQuestion, Refused } from '../asking/refused.ts'
import { embeddedFrame, framedPath } from '../parts/actions/embed-code.ts'
import { drawnWidth, frameHeight } from '../parts/actions/frame-size.ts'
import { pinned } from '../parts/actions/pinned.ts'
import { pictureWidths } from '../parts/picture.tsx'
import { askEmbedded } from '../views/embed/asked-embed.ts'
import { pageQueryOf } from '../views/explore/asked.ts'
import { pictureOfAnswer } from '../views/explore/drawn.ts'
import { explorePage } from '../views/explore/explore.tsx'
import { sayIn } from '../words/words.ts'
import { originOf, pageOfAddress } from './page-address.ts'

/** Seconds that an answer may be kept by who embeds. */
const kept = 86_400

/**
 * /oembed: how a page is shown inside of others (https://oembed.com, of the type `rich`). Only answers of this service, as they
 * are in the edition that answers now, unless the address is of a frame that follows editions. Not in the contract.
 */
export function oembed(app: FastifyInstance, { settings }: Pick<AppDeps, 'settings'>): void {
  app.get('/oembed', { schema: { hide: true } }, async (request, reply) => {
    const given = readOembed(request)
    const origin = originOf(request, settings.publicUrl)
    const page = framedPage(given.url, origin)
    const answer = await asPage(app, request, headers =>
      embedded(makeAsk(app, headers, page.lang), page, { ...given, origin })
    ).catch(error => {
      throw error instanceof Refused && isOfQuestion(error) ? noSuchPage(given.url) : error
    })
    return reply
      .header('cache-control', `public, max-age=${kept}`)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(answer))
  })
}

interface OembedQuery {
  url: string
  maxwidth: number | undefined
  maxheight: number | undefined
}

function readOembed({ query }: FastifyRequest): OembedQuery {
  const { url = '', format = 'json', maxwidth, maxheight } = query as Record<string, string | undefined>
  // A parameter that is given twice is a list.
  if (typeof url !== 'string') throw noSuchPage(String(url))
  if (format !== 'json')
    throw new Problem('not-acceptable', said('oembed_json_alone'), [
      { parameter: 'format', code: 'not-available', did_you_mean: ['json'] }
    ])
  return { url, maxwidth: pixels('maxwidth', maxwidth), maxheight: pixels('maxheight', maxheight) }
}

function pixels(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value)
  throw new Problem(
    'invalid-parameter',
    said('no_whole_number', { name, value: String(value).slice(0, 20) }),
    [{ parameter: name, code: 'not-a-number' }]
  )
}

const noSuchPage = (url: string): Problem =>
  new Problem('not-found', said('no_page_to_embed', { url: url.slice(0, 200) }), [
    { parameter: 'url', code: 'not-found' }
  ])

/** A page of this service that may be shown inside of others. Throws not-found for any other address. */
function framedPage(address: string, origin: string): ReturnType<typeof pageOfAddress> {
  if (!address.startsWith(`${origin}/`)) throw noSuchPage(address)
  const page = pageOfAddress(address.slice(origin.length))
  if (page.path !== explorePage.url && page.path !== embedPath) throw noSuchPage(address)
  return page
}

const embedPath = framedPath(explorePage.url)

/** Throws Refused where the question of the page has no answer. */
async function embedded(
  ask: Ask,
  { path, lang, query }: ReturnType<typeof pageOfAddress>,
  { origin, maxwidth, maxheight }: Pick<OembedQuery, 'maxwidth' | 'maxheight'> & { origin: string }
): Promise<object> {
  const say = sayIn(lang)
  const { main, title, sentence } = await askEmbedded({ ask, lang, say, query })
  const width = Math.min(maxwidth ?? pictureWidths.wide, pictureWidths.wide)
  const whose = main.meta.sources.map(({ source, release, licence }) => `${source}, ${release}, ${licence}`)
  const told = sentence ?? `${say('no_figures')} ${say('whose')} ${whose.join('; ')}`
  const texts = [told, say('newer_edition'), say('before_you_print')]
  const picture = await drawnSize(ask, main, drawnWidth(width))
  const height = Math.min(frameHeight({ width, picture, title, texts }), maxheight ?? Number.MAX_SAFE_INTEGER)
  const follows = path === embedPath && query.release === undefined
  const shown = follows ? query : pageQueryOf(main.links.canonical)
  const address = origin + apiAddress(embedPath, shown, lang)
  const { png } = main.links
  return {
    version: '1.0',
    type: 'rich',
    ...{ title, width, height, html: embeddedFrame({ address, title, width, height }) },
    ...{ provider_name: say('service_name'), provider_url: origin, cache_age: kept },
    ...(png && {
      thumbnail_url: origin + withOptions(pinned(main.links, png), { size: 'og' }),
      ...{ thumbnail_width: cardSize.width, thumbnail_height: cardSize.height }
    })
  }
}

async function drawnSize(
  ask: Ask,
  main: Statistics,
  width: number
): Promise<ReturnType<typeof pictureSize> | undefined> {
  const svg = pictureOfAnswer(main)
  if (svg === undefined) return undefined
  const [path = ''] = svg.split('?')
  return pictureSize(await ask.text(path, { ...queryOf(svg), width, theme: 'light', head: false }))
}
