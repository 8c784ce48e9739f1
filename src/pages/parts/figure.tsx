import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { statusLabel } from '../../vocabulary/labels/labels.ts'
import { statusMeaning } from '../../vocabulary/labels/meanings.ts'
import { useHere } from '../here.ts'

interface FigureProps {
  /** null is not 0: its flags say why. */
  value: number | null | undefined
  flags?: readonly CellStatus[] | readonly string[] | undefined
  /** A share of one, told as a percentage. */
  isShare?: boolean
}

/** What stands behind a number, or in its place, in words. Nothing where it is exact. */
export function States({ flags = [] }: Pick<FigureProps, 'flags'>) {
  const { lang } = useHere()
  return (
    <>
      {flags
        .filter(flag => flag !== 'ok')
        .map(flag => (
          <span key={flag} class="state" title={statusMeaning(flag as CellStatus, lang)}>
            {statusLabel(flag, lang)}
          </span>
        ))}
    </>
  )
}

/** A number as it is told, with what stands behind it in words; where there is none, the words alone. */
export function FigureTold({ value, flags = [], isShare = false }: FigureProps) {
  const { number, percent, lang } = useHere()
  const isQualified = flags.some(flag => flag !== 'ok')
  if (value === null || value === undefined)
    return (
      <span class="no-number">
        {isQualified ? <States flags={flags} /> : statusLabel('not_reported', lang)}
      </span>
    )
  return (
    <>
      <data value={value}>{isShare ? percent(value) : number(value)}</data>
      {isQualified && (
        <small>
          <States flags={flags} />
        </small>
      )}
    </>
  )
}
