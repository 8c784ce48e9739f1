import { comboboxes } from './combobox.ts'
import { copyButtons } from './copy.ts'
import { forgetsLooked, sinceLooked } from './since.ts'

copyButtons(document)
comboboxes(document)
sinceLooked(document)
forgetsLooked(document)

// What oEmbed gives is asked once the menu around it is opened, and so is the script that asks.
for (const text of document.querySelectorAll<HTMLElement>('[data-oembed]')) {
  const fill = async () => (await import('./oembed.ts')).fillEmbedText(text)
  text.closest('details')?.addEventListener('toggle', fill, { once: true })
}
