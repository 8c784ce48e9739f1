/**
 * Fills a text with `data-oembed` with what oEmbed gives for an answer: the frame has its height then. Until then, and without
 * a script, it has a usual one.
 */
export async function fillEmbedText(text: HTMLElement): Promise<void> {
  const answer = await fetch(text.dataset.oembed ?? '')
  if (!answer.ok) return
  const { html } = (await answer.json()) as { html: string }
  const button = text.parentElement?.querySelector<HTMLElement>('button[data-copy]')
  // The line of the script beneath it stays.
  const written = [html, ...(text.textContent ?? '').split('\n').slice(1)].join('\n')
  text.textContent = written
  if (button) button.dataset.copy = written
}
