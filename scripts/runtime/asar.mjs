// An asar archive: a Chromium Pickle with one uint32 (the size of the next part), a Pickle with one string (the JSON directory), then the
// files' bytes. Each Pickle starts with its payload's size and pads strings to 4 bytes. Layout: github.com/electron/asar, README.

/** @typedef {{ files: Record<string, { size: number, offset: string } | { files: unknown }> }} AsarDirectory */

const pickleSizeBytes = 4;

/**
 * @param {Readonly<Record<string, string | Buffer>>} files contents by name; one flat folder, which is all that is needed here
 * @returns {Buffer}
 */
export function packAsar(files) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const directory = {};
  /** @type {Buffer[]} */
  const contents = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    if (name === '' || /[\\/]/.test(name)) throw new Error(`${name}: only plain names go into this archive`);
    const bytes = Buffer.from(content);
    directory[name] = { size: bytes.length, offset: String(offset) };
    contents.push(bytes);
    offset += bytes.length;
  }
  const text = Buffer.from(JSON.stringify({ files: directory }));
  const padded = Math.ceil(text.length / 4) * 4;
  const header = Buffer.alloc(16 + padded);
  header.writeUInt32LE(pickleSizeBytes, 0);
  header.writeUInt32LE(pickleSizeBytes * 2 + padded, 4);
  header.writeUInt32LE(pickleSizeBytes + padded, 8);
  header.writeUInt32LE(text.length, 12);
  text.copy(header, 16);
  return Buffer.concat([header, ...contents]);
}

/**
 * @param {Buffer} archive
 * @param {string} name a plain name in the archive's top folder
 * @returns {Buffer}
 */
export function readFromAsar(archive, name) {
  const directoryBytes = archive.readUInt32LE(12);
  const filesAt = 8 + archive.readUInt32LE(4);
  /** @type {AsarDirectory} */
  const directory = JSON.parse(archive.toString('utf8', 16, 16 + directoryBytes));
  const entry = directory.files[name];
  if (entry === undefined || !('size' in entry)) throw new Error(`the archive has no file ${name}`);
  const start = filesAt + Number(entry.offset);
  return archive.subarray(start, start + entry.size);
}
