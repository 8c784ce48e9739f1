import { capitalised } from '../../../formats/wording/phrases.ts'
import { typeNoun } from '../../../formats/wording/returns/returns.ts'
import { withOptions } from '../../asking/addresses.ts'
import { useHere } from '../../here.ts'
import { Picture } from '../picture.tsx'
import { plainText, type Sentence } from '../sentences.tsx'
import type { DestinationTable } from './blocks.ts'
import { GapTable } from './gap-table.tsx'
import { PeriodTable } from './period-table.tsx'

/** Of each type of return a picture of its own, the times without one, and every period in numbers. */
export function ReturnPictures({
  table,
  svg,
  alt
}: {
  table: DestinationTable
  /** The picture of the whole answer. */
  svg: string
  alt: readonly Sentence[]
}) {
  const { say, lang } = useHere()
  return (
    <>
      <p class="whose">{say('own_scales')}</p>
      {table.blocks.map(block => {
        const types = capitalised(typeNoun(block, 2, lang), lang)
        const of = {
          source: table.source,
          release: table.release,
          return_type: block.return_type ?? undefined
        }
        return (
          <section key={block.return_type}>
            <h3>{types}</h3>
            {block.series_by_period.length > 0 && (
              <figure>
                <Picture svg={withOptions(svg, of)} alt={`${types}. ${plainText(alt, say)}`} />
              </figure>
            )}
            <GapTable block={block} />
            <PeriodTable block={block} />
          </section>
        )
      })}
    </>
  )
}
