declare module 'd3' {
  const d3: Readonly<Record<string, unknown>>
  export = d3
}
