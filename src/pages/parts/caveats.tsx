import { useHere } from '../here.ts'

/** A known issue as pages tell it. */
interface ToldCaveat {
  plain: string
  /** What of a source it is about, where the answer says so. */
  scope_words?: string | null
}

/** What must be known before a figure is printed: the caveats of its answer. Nothing where there are none. */
export function Caveats({ caveats }: { caveats: readonly ToldCaveat[] }) {
  const { say } = useHere()
  if (caveats.length === 0) return null
  return (
    <section aria-labelledby="before-you-print">
      <h2 id="before-you-print">{say('before_you_print')}</h2>
      <CaveatList caveats={caveats} />
    </section>
  )
}

/** Caveats in plain words, each statement once. */
export function CaveatList({ caveats }: { caveats: readonly ToldCaveat[] }) {
  return (
    <ul class="not">
      {saidOnce(caveats).map(({ plain, scope_words }) => (
        <li key={plain}>
          {plain}
          {scope_words && <small> ({scope_words})</small>}
        </li>
      ))}
    </ul>
  )
}

const saidOnce = (caveats: readonly ToldCaveat[]): ToldCaveat[] => [
  ...new Map(caveats.map(caveat => [`${caveat.plain} ${caveat.scope_words ?? ''}`, caveat])).values()
]

/** The caveats that say why an answer has no row. */
const ofNoRow: readonly string[] = ['nationality-not-named', 'outside-coverage']

/** Why an answer has no row, where a caveat says so. */
export const whyNoRow = (caveats: readonly { id: string; plain: string }[]): string | undefined =>
  caveats.find(({ id }) => ofNoRow.includes(id))?.plain
