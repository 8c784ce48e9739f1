interface Snippet {
  id: string
  /** The name of the language or program: the same in every language. */
  label: string
  /** The code that reads an answer; `csv` is its address, pinned to the edition. */
  write(csv: string): string
}

/** An answer in code. An empty number is not zero, so each reads it as missing. */
export const snippets: readonly Snippet[] = [
  { id: 'curl', label: 'curl', write: csv => `curl '${csv.replaceAll("'", '%27')}'` },
  {
    id: 'python',
    label: 'Python',
    write: csv =>
      `import pandas\n\nfigures = pandas.read_csv(\n    ${JSON.stringify(csv)},\n    keep_default_na=False,\n    na_values=[""],\n)`
  },
  {
    id: 'r',
    label: 'R',
    write: csv => `figures <- read.csv(\n  ${JSON.stringify(csv)},\n  na.strings = ""\n)`
  },
  {
    id: 'javascript',
    label: 'JavaScript',
    write: csv => `const figures = await d3.csv(\n  ${JSON.stringify(csv)},\n  d3.autoType\n)`
  },
  { id: 'sheets', label: 'Google Sheets', write: csv => `=IMPORTDATA("${csv.replaceAll('"', '""')}")` }
]
