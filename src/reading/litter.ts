/** Whether a file in the folder or zip of a release is no part of it: a dotfile, or one that macOS added. */
export const isLitter = (name: string): boolean =>
  name.split('/').some(part => part.startsWith('.') || part === '__MACOSX')
