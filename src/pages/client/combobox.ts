/**
 * Lists countries under a text field while one writes (WAI-ARIA APG, combobox with list autocomplete and manual selection).
 * The field stays a text field: what is written in it is sent as it is, and the server finds what is meant.
 */
export function comboboxes(page: Document): void {
  for (const input of page.querySelectorAll<HTMLInputElement>('input[data-combobox]')) combobox(input)
}

interface Country {
  code: string
  name_en: string
  name_es: string
  name_fr: string
}

/** Milliseconds after the last letter, so that one word is one question. */
const pause = 180
const most = 8
let boxes = 0

function combobox(input: HTMLInputElement): void {
  const id = `list-${++boxes}`
  const label = labelOf(input)
  const list = make('ul', { id, role: 'listbox', 'aria-label': label })
  const count = make('span', { role: 'status', class: 'unseen' })
  const box = make('span', { class: 'combobox' })
  list.hidden = true
  input.replaceWith(box)
  box.append(input, list, count)
  for (const [name, value] of Object.entries({
    role: 'combobox',
    // A label around the field would have the list in its name.
    'aria-label': label,
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': id
  }))
    input.setAttribute(name, value)

  let asked: AbortController | undefined
  let timer = 0
  const options = () => [...list.children] as HTMLElement[]
  const active = () => options().find(option => option.getAttribute('aria-selected') === 'true')

  const close = () => {
    clearTimeout(timer)
    asked?.abort()
    list.hidden = true
    list.replaceChildren()
    count.textContent = ''
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const activate = (option: HTMLElement | undefined) => {
    active()?.setAttribute('aria-selected', 'false')
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }
  const choose = (option: HTMLElement) => {
    input.value = option.dataset.name ?? ''
    close()
  }
  const show = (countries: readonly Country[]) => {
    list.replaceChildren(
      ...countries.map((country, index) => {
        const name = nameOf(country)
        const option = make('li', { id: `${id}-${index}`, role: 'option', 'aria-selected': 'false' })
        option.dataset.name = name
        option.textContent = name
        return option
      })
    )
    list.hidden = countries.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    input.removeAttribute('aria-activedescendant')
    count.textContent = (input.dataset.found ?? '{n}').replace('{n}', String(countries.length))
  }
  const look = async () => {
    const text = input.value.trim()
    if (text === '') return close()
    asked?.abort()
    asked = new AbortController()
    try {
      const answer = await fetch(`/v1/countries?q=${encodeURIComponent(text.slice(0, 100))}`, asked)
      if (answer.ok) show(((await answer.json()) as { data: Country[] }).data.slice(0, most))
      else close()
    } catch {
      // The next letter asked anew, or nothing answers: the field works without a list.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(look, pause)
  })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', event => {
    const all = options()
    const chosen = active()
    const at = chosen ? all.indexOf(chosen) : -1
    if (event.key === 'Escape' && !list.hidden) close()
    else if (event.key === 'ArrowDown' && list.hidden) void look()
    else if (event.key === 'ArrowDown') activate(all[(at + 1) % all.length])
    else if (event.key === 'ArrowUp' && !list.hidden) activate(all.at(at < 1 ? -1 : at - 1))
    else if (event.key === 'Enter' && chosen) choose(chosen)
    else return
    event.preventDefault()
  })
  // Before the field loses the focus, which would close the list.
  list.addEventListener('mousedown', event => {
    event.preventDefault()
    const option = (event.target as Element).closest<HTMLElement>('[role=option]')
    if (option) choose(option)
  })
}

const nameOf = (country: Country): string => {
  const { lang } = document.documentElement
  return lang === 'es' ? country.name_es : lang === 'fr' ? country.name_fr : country.name_en
}

/** The words of the label of a field. */
const labelOf = (input: HTMLInputElement): string =>
  [...(input.labels?.[0]?.childNodes ?? [])]
    .filter(node => node.nodeType === Node.TEXT_NODE)
    .map(node => node.textContent)
    .join(' ')
    .trim()

function make(name: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
