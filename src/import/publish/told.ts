import type { FileTold } from '../../snapshot/write.ts'
import { type About, publicationOf } from '../../vocabulary/about.ts'
import { textIn } from '../../vocabulary/labels/texts/texts.ts'
import { citedAs } from '../../vocabulary/synthetic.ts'

export interface ReleaseTold {
  about: About
  series: string
  release: string
  synthetic: boolean
  citation: string
}

/** What a release's Parquet files say of themselves, to whoever has nothing but one of them. */
export const toldOf = ({ about, series, release, synthetic, citation }: ReleaseTold): FileTold => ({
  ...{ source: about.id, series, release, synthetic: String(synthetic) },
  ...{ citation: citedAs({ synthetic }, citation), licence: textIn(about.licence, 'en') },
  url: publicationOf(about, series).url
})
