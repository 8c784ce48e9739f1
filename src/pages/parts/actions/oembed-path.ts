/** Where oEmbed tells how a page is shown inside of others (https://oembed.com). */
export const oembedPath = (address: string): string =>
  `/oembed?format=json&url=${encodeURIComponent(address)}`
