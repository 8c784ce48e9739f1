import type { ComponentChildren } from 'preact'

/**
 * A word that opens its definition: by keyboard too, and without a script. `id` is unique on the page; `text` comes from the
 * catalogues, never from a page.
 */
export function Definition({
  id,
  text,
  children
}: {
  id: string
  text: string
  children: ComponentChildren
}) {
  const target = `definition-${id.replaceAll(/[^a-z0-9]+/gi, '-')}`
  return (
    <>
      <button type="button" class="def" popovertarget={target}>
        {children}
      </button>
      <span id={target} popover="auto" class="definition">
        {text}
      </span>
    </>
  )
}
