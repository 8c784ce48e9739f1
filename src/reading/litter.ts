/** What is no part of a release though it lies in its folder or zip: dotfiles, and what macOS adds. */
export const isLitter = (name: string): boolean =>
  name.split('/').some(part => part.startsWith('.') || part === '__MACOSX')
