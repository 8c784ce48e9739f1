/** How a command ends. Scripts rely on these: they are added to, never changed. */
export const exitCodes = {
  ok: { code: 0, meaning: 'done' },
  unexpected: { code: 1, meaning: 'something failed that should not have; the message says what' },
  usage: { code: 2, meaning: 'the command was not understood, or a setting cannot be used' },
  refused: { code: 3, meaning: 'what was given cannot be used (files, names); nothing was changed' },
  stopped: { code: 4, meaning: 'the release is not as expected; nothing was changed; --force overrides' },
  database: { code: 5, meaning: 'the database cannot be reached' },
  busy: { code: 6, meaning: 'another import of the same source is running' },
  address: { code: 7, meaning: 'the address to serve at is taken' },
  differs: { code: 8, meaning: 'the committed contract differs from the code' },
  unreachable: { code: 9, meaning: 'the publisher’s server cannot be reached; nothing was changed' },
  not_fetched: {
    code: 10,
    meaning: 'the publisher’s server gave something else, or the disk is full; nothing was changed'
  },
  suspect: {
    code: 11,
    meaning: 'loaded, and not current: its figures are hard to believe; the report says which; --make-current'
  },
  disk_full: { code: 12, meaning: 'a disk is full; nothing was changed' },
  personal: {
    code: 13,
    meaning: 'a file seems to name or number people; nothing of it was kept, and no option overrides'
  },
  interrupted: { code: 130, meaning: 'stopped by Ctrl-C or another signal; nothing was changed' }
} as const satisfies Record<string, { code: number; meaning: string }>
