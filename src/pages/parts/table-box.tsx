import type { ComponentChildren } from 'preact'

/** A table that may be wider than the page: it scrolls by itself, by keyboard too. `name` says what it holds. */
export function TableBox({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="tablebox" aria-label={name} tabIndex={0}>
      {children}
    </section>
  )
}
