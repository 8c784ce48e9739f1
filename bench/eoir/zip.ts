import { closeSync, createReadStream, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { crc32, createDeflateRaw } from 'node:zlib'

interface Entry {
  name: Buffer
  crc: number
  packed: number
  size: number
  offset: number
}

/** 1 September 2026, midnight, as DOS writes it: the same files make the same zip. */
const dosDate = ((2026 - 1980) << 9) | (9 << 5) | 1
const most = 0xffffffff

/** Packs all files of a folder, with zip64 where a file or a place in the zip needs it. Streams. */
export async function zipFolder(folder: string, zip: string): Promise<void> {
  const descriptor = openSync(zip, 'w')
  const entries: Entry[] = []
  let at = 0
  for (const name of filesOf(folder)) {
    const entry = {
      name: Buffer.from(name),
      crc: 0,
      packed: 0,
      size: statSync(path.join(folder, name)).size,
      offset: at
    }
    at += writeSync(descriptor, localHeader(entry))
    const packer = createReadStream(path.join(folder, name), { highWaterMark: 1_048_576 })
      .on('data', bytes => {
        entry.crc = crc32(bytes, entry.crc)
      })
      .pipe(createDeflateRaw({ level: 6, chunkSize: 262_144 }))
    for await (const bytes of packer) {
      entry.packed += writeSync(descriptor, bytes)
    }
    writeSync(descriptor, localHeader(entry), 0, undefined, entry.offset)
    at += entry.packed
    entries.push(entry)
  }
  // A write at a place does not move where the next one goes, but say so.
  writeSync(descriptor, directory(entries, at), 0, undefined, at)
  closeSync(descriptor)
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(found => found.isFile())
    .map(found => path.relative(folder, path.join(found.parentPath, found.name)))
    .sort()
}

function localHeader({ name, crc, packed, size }: Entry): Buffer {
  const big = size >= most
  const extra = big ? 20 : 0
  const header = Buffer.alloc(30 + name.length + extra)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(big ? 45 : 20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(dosDate, 12)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(big ? most : packed, 18)
  header.writeUInt32LE(big ? most : size, 22)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(extra, 28)
  name.copy(header, 30)
  if (big) zip64(header, 30 + name.length, [size, packed])
  return header
}

function zip64(into: Buffer, at: number, values: number[]): void {
  into.writeUInt16LE(1, at)
  into.writeUInt16LE(values.length * 8, at + 2)
  for (const [nth, value] of values.entries()) into.writeBigUInt64LE(BigInt(value), at + 4 + nth * 8)
}

function centralHeader({ name, crc, packed, size, offset }: Entry): Buffer {
  const big = size >= most || offset >= most
  const extra = big ? 28 : 0
  const header = Buffer.alloc(46 + name.length + extra)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(45, 4)
  header.writeUInt16LE(big ? 45 : 20, 6)
  header.writeUInt16LE(8, 10)
  header.writeUInt16LE(dosDate, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(big ? most : packed, 20)
  header.writeUInt32LE(big ? most : size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt16LE(extra, 30)
  header.writeUInt32LE(big ? most : offset, 42)
  name.copy(header, 46)
  if (big) zip64(header, 46 + name.length, [size, packed, offset])
  return header
}

function directory(entries: Entry[], at: number): Buffer {
  const headers = Buffer.concat(entries.map(centralHeader))
  const big = at >= most
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(headers.length, 12)
  end.writeUInt32LE(big ? most : at, 16)
  if (!big) return Buffer.concat([headers, end])
  const bigEnd = Buffer.alloc(56 + 20)
  bigEnd.writeUInt32LE(0x06064b50, 0)
  bigEnd.writeBigUInt64LE(44n, 4)
  bigEnd.writeUInt16LE(45, 12)
  bigEnd.writeUInt16LE(45, 14)
  bigEnd.writeBigUInt64LE(BigInt(entries.length), 24)
  bigEnd.writeBigUInt64LE(BigInt(entries.length), 32)
  bigEnd.writeBigUInt64LE(BigInt(headers.length), 40)
  bigEnd.writeBigUInt64LE(BigInt(at), 48)
  bigEnd.writeUInt32LE(0x07064b50, 56)
  bigEnd.writeBigUInt64LE(BigInt(at + headers.length), 64)
  bigEnd.writeUInt32LE(1, 72)
  return Buffer.concat([headers, bigEnd, end])
}
