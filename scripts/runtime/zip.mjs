import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw, crc32 } from 'node:zlib';

// The layout is PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end). Archives that need the
// 64-bit extension are refused: none is used here.

const endSignature = 0x06054b50;
const endBytes = 22;
const maxCommentBytes = 0xffff;
const entrySignature = 0x02014b50;
const entryBytes = 46;
const localHeaderBytes = 30;
const stored = 0;
const deflated = 8;
const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;
const needs64Bit = 0xffffffff;

/**
 * @typedef {object} ZipEntry
 * @property {string} name with forward slashes; a folder's ends in one
 * @property {number} method
 * @property {number} crc
 * @property {number} packedBytes
 * @property {number} bytes
 * @property {number} mode Unix permissions and type, 0 when not recorded
 * @property {number} headerAt
 */

/**
 * Extracts the entries that `choose` gives a relative target path for, checking each one's CRC-32.
 *
 * @param {string} zipPath
 * @param {string} folder
 * @param {(name: string) => string | null} choose null leaves the entry out
 * @returns {Promise<number>} files written
 */
export async function extractZip(zipPath, folder, choose) {
  const file = await open(zipPath, 'r');
  try {
    const { size } = await file.stat();
    let written = 0;
    for (const entry of await readDirectory(file, size)) {
      const target = entry.name.endsWith('/') ? null : choose(entry.name);
      if (target === null) continue;
      if (target.split(/[\\/]/).includes('..')) throw new Error(`${entry.name}: path leaves the folder`);
      await extractEntry(file, zipPath, entry, join(folder, target));
      written += 1;
    }
    return written;
  } finally {
    await file.close();
  }
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} size
 * @returns {Promise<ZipEntry[]>}
 */
async function readDirectory(file, size) {
  const tail = await readAt(
    file,
    Math.max(0, size - endBytes - maxCommentBytes),
    Math.min(size, endBytes + maxCommentBytes),
  );
  let at = tail.length - endBytes;
  while (at >= 0 && tail.readUInt32LE(at) !== endSignature) at -= 1;
  if (at < 0) throw new Error('not a zip archive, or cut off');
  const count = tail.readUInt16LE(at + 10);
  const directoryBytes = tail.readUInt32LE(at + 12);
  const directoryAt = tail.readUInt32LE(at + 16);
  if (count === 0xffff || directoryAt === needs64Bit) throw new Error('a zip archive in the 64-bit form');
  return parseDirectory(await readAt(file, directoryAt, directoryBytes), count);
}

/**
 * @param {Buffer} directory
 * @param {number} count
 * @returns {ZipEntry[]}
 */
function parseDirectory(directory, count) {
  /** @type {ZipEntry[]} */
  const entries = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== entrySignature) throw new Error('the zip directory is damaged');
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + entryBytes, at + entryBytes + nameBytes),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += entryBytes + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {string} zipPath
 * @param {ZipEntry} entry
 * @param {string} target
 */
async function extractEntry(file, zipPath, entry, target) {
  if ((entry.mode & fileTypeMask) === symbolicLink)
    throw new Error(`${entry.name}: symbolic links are not extracted`);
  if (entry.method !== stored && entry.method !== deflated)
    throw new Error(`${entry.name}: packed in an unknown way`);
  await mkdir(dirname(target), { recursive: true });
  // The local header repeats the name and has extra fields of its own length: only it tells where the data starts.
  const header = await readAt(file, entry.headerAt, localHeaderBytes);
  const start = entry.headerAt + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  let crc = 0;
  let bytes = 0;
  const check = new Transform({
    transform(chunk, _encoding, done) {
      crc = crc32(chunk, crc);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const out = createWriteStream(target, { mode: entry.mode & 0o777 || 0o644 });
  if (entry.packedBytes === 0) {
    await pipeline([Buffer.alloc(0)], check, out);
  } else {
    const packed = createReadStream(zipPath, { start, end: start + entry.packedBytes - 1 });
    if (entry.method === stored) await pipeline(packed, check, out);
    else await pipeline(packed, createInflateRaw(), check, out);
  }
  if (crc !== entry.crc || bytes !== entry.bytes)
    throw new Error(`${entry.name}: damaged (checksum differs)`);
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('the zip archive is cut off');
  return buffer;
}
