/** A question that was looked at, the edition that answered last, and the edition before it. */
type Looked = readonly [question: string, release: string, before?: string]

const isLooked = (kept: unknown): kept is Looked =>
  Array.isArray(kept) && kept.length >= 2 && kept.every(word => typeof word === 'string')

const key = 'asylum-outcomes-looked'
/** The most questions that a browser keeps: the newest. */
const most = 200

function looked(): Looked[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isLooked) : []
  } catch {
    // A browser may forbid it, and anyone may have changed it.
    return []
  }
}

function keep(questions: readonly Looked[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(questions))
  } catch {
    // Without a place to keep it nothing is told.
  }
}

/**
 * The line with `data-question` is shown where that question was last looked at in another edition than `data-release`. What
 * is kept stays in the browser.
 */
export function sinceLooked(page: Document): void {
  const line = page.querySelector<HTMLElement>('[data-question]')
  const { question, release } = line?.dataset ?? {}
  if (line === null || question === undefined || release === undefined) return
  const all = looked()
  const [, last = release, earlier] = all.find(([each]) => each === question) ?? []
  // It is told until a newer edition comes, also when the page is opened again.
  const before = last === release ? earlier : last
  const now: Looked = before === undefined ? [question, release] : [question, release, before]
  keep([...all.filter(([each]) => each !== question), now].slice(-most))
  const [name, link] = [line.querySelector('b'), line.querySelector('a')]
  if (before === undefined || name === null || link === null) return
  name.textContent = before
  const address = new URL(link.href)
  address.searchParams.set('since', before)
  link.href = address.href
  line.hidden = false
}

/** The button with `data-forget` removes all that is kept, and says so in its words. */
export function forgetsLooked(page: Document): void {
  const button = page.querySelector<HTMLButtonElement>('button[data-forget]')
  if (button === null || looked().length === 0) return
  button.hidden = false
  button.addEventListener('click', () => {
    localStorage.removeItem(key)
    button.textContent = button.dataset.forget ?? ''
    button.disabled = true
  })
}
