import { useHere } from '../here.ts'

/** What must be known before a figure is printed: the caveats of its answer. Nothing where there are none. */
export function Caveats({ caveats }: { caveats: readonly { id: string; text: string }[] }) {
  const { say } = useHere()
  if (caveats.length === 0) return null
  return (
    <section aria-labelledby="before-you-print">
      <h2 id="before-you-print">{say('before_you_print')}</h2>
      <ul class="not">
        {[...new Map(caveats.map(caveat => [caveat.text, caveat])).values()].map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
