declare module 'jsonstat-toolkit' {
  interface ReadDimension {
    label: string | null
    role: string
    id: string[]
    Category(id: string): { label: string; unit: { label: string; decimals: number } | null }
  }
  export interface ReadDataset {
    class: string
    id: string[]
    size: number[]
    n: number
    label: string | null
    source: string | null
    updated: string | null
    href: string | null
    note: string[] | null
    role: Record<string, string[] | null>
    // biome-ignore lint/suspicious/noExplicitAny: whatever the publisher adds
    extension: any
    Data(where: Record<string, string>): { value: number | null; status: string | null } | null
    Dimension(id: string): ReadDimension
  }
  export default function JSONstat(dataset: unknown): ReadDataset
}
