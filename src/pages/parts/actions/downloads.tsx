import { withOptions } from '../../asking/addresses.ts'
import type { Query, Statistics } from '../../asking/answers.ts'
import { useHere } from '../../here.ts'
import type { Word } from '../../words/words.ts'

interface Offered {
  word: Word
  /** The format, as `links` names it. */
  format: string
  told?: Word
  options?: Query
}

const offered: readonly Offered[] = [
  { word: 'download_csv', format: 'csv', told: 'download_csv_said' },
  {
    word: 'download_excel',
    format: 'csv',
    told: 'download_excel_said',
    options: { bom: true, delimiter: 'semicolon' }
  },
  { word: 'download_xlsx', format: 'xlsx', told: 'download_xlsx_said' },
  { word: 'download_svg', format: 'svg', told: 'download_picture_said' },
  { word: 'download_png', format: 'png', told: 'download_picture_said' },
  { word: 'download_json', format: 'json', told: 'download_json_said' }
]

/** The formats that the answer has: only those that its links name. */
export function Downloads({ links }: { links: Statistics['links'] }) {
  const { say } = useHere()
  const addresses: Readonly<Record<string, string | null | undefined>> = links
  return (
    <ul>
      {offered.map(({ word, format, told, options = {} }) => {
        const address = addresses[format]
        return (
          address && (
            <li key={word}>
              <a href={withOptions(address, options)} download>
                {say(word)}
              </a>{' '}
              <small>{told && say(told)}</small>
            </li>
          )
        )
      })}
    </ul>
  )
}
