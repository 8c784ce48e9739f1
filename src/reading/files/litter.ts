/** Whether a file in the folder or zip of a release is no part of it: a dotfile, or one that macOS added. */
export const isLitter = (name: string): boolean =>
  name.split('/').some(part => part.startsWith('.') || part === '__MACOSX')

/**
 * Whether a file, by its name, explains a release and holds none of it: readmes, licences, documents. Formats of tables
 * are none, whatever they are called.
 */
export const isNote = (name: string): boolean =>
  /\.(pdf|docx?|odt|rtf|md)$/i.test(name) ||
  (/(^|\/)[^/]*(readme|read me|licen[cs]e|copying|notes?|about|citation|disclaimer|terms)[^/]*$/i.test(
    name
  ) &&
    !/\.(csv|tsv|xlsx|xlsm|ods|json|gz|zip)$/i.test(name))
