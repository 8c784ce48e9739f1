import { useHere } from '../here.ts'

/** What a text field has that lists what can be meant, where there is a script; without one it stays a text field. */
export function useCombobox(of: 'country' | 'search'): Readonly<Record<`data-${string}`, string>> {
  const { say } = useHere()
  return { 'data-combobox': of, 'data-found': say('results_found', { n: '{n}' }) }
}
