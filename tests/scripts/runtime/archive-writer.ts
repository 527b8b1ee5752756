import { crc32, deflateRawSync } from 'node:zlib';

export type ZipInput = {
  readonly name: string;
  readonly content: Buffer;
  readonly mode?: number;
  readonly stored?: boolean;
  readonly wrongCrc?: boolean;
};

/** A zip archive for tests. The local headers carry extra fields that the directory does not, as real archives do. */
export function writeZip(inputs: readonly ZipInput[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const input of inputs) {
    const name = Buffer.from(input.name);
    const packed = input.stored === true ? input.content : deflateRawSync(input.content);
    const method = input.stored === true ? 0 : 8;
    const crc = crc32(input.content) ^ (input.wrongCrc === true ? 1 : 0);
    const extra = Buffer.from([0x55, 0x54, 1, 0, 0]);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(name.length, 26);
    local.writeUInt16LE(extra.length, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc >>> 0, 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(input.content.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(((input.mode ?? 0o100644) << 16) >>> 0, 38);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, name, extra, packed);
    directory.push(entry, name);
    offset += local.length + name.length + extra.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(inputs.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...locals, entries, end, Buffer.from(comment)]);
}

/** A tar archive (not gzipped) for tests. */
export function writeTar(files: Readonly<Record<string, Buffer>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}
