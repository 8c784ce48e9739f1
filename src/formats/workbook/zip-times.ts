const endOfDirectory = 0x06054b50
const entryOfDirectory = 0x02014b50
/** Midnight of 1 January 1980, the earliest time in a zip. */
const firstMoment = 0x00210000

/**
 * Sets the time of every file in a zip to the same value, in place, so that the same files always give the same bytes.
 * Only for zips of less than 4 GB and 65,535 files.
 */
export function withoutTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) throw new Error('not a zip')
  const entries = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  for (let i = 0; i < entries; i++) {
    if (zip.readUInt32LE(at) !== entryOfDirectory) throw new Error('a zip without its directory')
    zip.writeUInt32LE(firstMoment, at + 12)
    zip.writeUInt32LE(firstMoment, zip.readUInt32LE(at + 42) + 10)
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return zip
}
