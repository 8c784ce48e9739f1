import type { Service } from '../service.ts'

/** HTML as it is read: an address in an attribute, a text between tags. */
export const unescaped = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** A page as a browser asks for it: its status, its HTML, and its text without tags. */
export async function readPage({ get }: Pick<Service, 'get'>, url: string) {
  const answer = await get(url, { accept: 'text/html' })
  const text = answer.body
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u00a0]+/g, ' ')
  return { ...answer, status: answer.statusCode, html: answer.body, text }
}
