/** Rows → one JSON object a line, each with its line feed. Give rows in batches: each becomes one piece of text. */
export async function* writeNdjson(
  batches: AsyncIterable<readonly object[]> | Iterable<readonly object[]>
): AsyncGenerator<string> {
  for await (const rows of batches)
    if (rows.length > 0) yield rows.map(row => `${JSON.stringify(row)}\n`).join('')
}
