/**
 * Each text with `data-oembed` is what oEmbed gives for an answer, asked once the menu around it is opened: the frame has
 * its height then. Until then, and without a script, it has a usual one.
 */
export function embedTexts(page: Document): void {
  for (const text of page.querySelectorAll<HTMLElement>('[data-oembed]')) {
    const menu = text.closest('details')
    menu?.addEventListener('toggle', () => fill(text), { once: true })
  }
}

async function fill(text: HTMLElement): Promise<void> {
  const answer = await fetch(text.dataset.oembed ?? '')
  if (!answer.ok) return
  const { html } = (await answer.json()) as { html: string }
  const button = text.parentElement?.querySelector<HTMLElement>('button[data-copy]')
  // The line of the script beneath it stays.
  const written = [html, ...(text.textContent ?? '').split('\n').slice(1)].join('\n')
  text.textContent = written
  if (button) button.dataset.copy = written
}
