/** Each button with `data-copy` copies that text, and says so for two seconds in the words of `data-copied`. */
export function copyButtons(page: Document): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false
    button.addEventListener('click', async () => {
      const was = button.textContent
      await navigator.clipboard.writeText(button.dataset.copy ?? '')
      button.textContent = button.dataset.copied ?? was
      setTimeout(() => {
        button.textContent = was
      }, 2000)
    })
  }
}
