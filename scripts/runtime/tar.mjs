import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

// POSIX ustar: blocks of 512 bytes, a header before each file, name at 0 (100 bytes), size in octal at 124 (12 bytes).

const blockBytes = 512;
const nameBytes = 100;
const sizeAt = 124;
const sizeBytes = 12;

/**
 * @param {Buffer} header
 * @returns {{ name: string, size: number }}
 */
export function parseTarHeader(header) {
  const text = (/** @type {number} */ start, /** @type {number} */ length) =>
    header.toString('latin1', start, start + length).split('\0', 1)[0] ?? '';
  const size = Number.parseInt(text(sizeAt, sizeBytes).trim() || '0', 8);
  if (!Number.isSafeInteger(size)) throw new Error('the tar archive is damaged');
  return { name: text(0, nameBytes), size };
}

/**
 * Writes one file out of a gzipped tar archive.
 *
 * @param {string} archive
 * @param {string} wantedName
 * @param {string} target
 * @returns {Promise<void>}
 */
export async function extractFromTarball(archive, wantedName, target) {
  const source = createReadStream(archive);
  const unpacked = createGunzip();
  const reading = pipeline(source, unpacked);
  // Ended early once the file is found: what the pipeline says about that is not an error.
  reading.catch(() => undefined);
  try {
    await pipeline(Readable.from(fileInTar(unpacked, wantedName)), createWriteStream(target));
  } finally {
    source.destroy();
    unpacked.destroy();
  }
}

/**
 * @param {AsyncIterable<Buffer>} stream
 * @param {string} wantedName
 * @returns {AsyncGenerator<Buffer>}
 */
async function* fileInTar(stream, wantedName) {
  /** @type {Buffer} */
  let header = Buffer.alloc(0);
  let wanted = false;
  let contentLeft = 0;
  let paddingLeft = 0;
  for await (const chunk of stream) {
    let rest = chunk;
    while (rest.length > 0) {
      if (contentLeft > 0) {
        const part = rest.subarray(0, contentLeft);
        contentLeft -= part.length;
        rest = rest.subarray(part.length);
        if (wanted) yield part;
        if (wanted && contentLeft === 0) return;
      } else if (paddingLeft > 0) {
        const skipped = Math.min(paddingLeft, rest.length);
        paddingLeft -= skipped;
        rest = rest.subarray(skipped);
      } else {
        const part = rest.subarray(0, blockBytes - header.length);
        header = Buffer.concat([header, part]);
        rest = rest.subarray(part.length);
        if (header.length < blockBytes) continue;
        const { name, size } = parseTarHeader(header);
        header = Buffer.alloc(0);
        wanted = name === wantedName;
        contentLeft = size;
        paddingLeft = (blockBytes - (size % blockBytes)) % blockBytes;
      }
    }
  }
  throw new Error(wanted ? 'the tar archive is cut off' : `the tar archive has no ${wantedName}`);
}
