/** Reads or writes the fields of a packed account by a table of their offsets. */
export function readFields<K extends string, V>(
  offsets: Readonly<Record<K, number>>,
  read: (offset: number) => V,
): Readonly<Record<K, V>> {
  const fields: Partial<Record<K, V>> = {};
  for (const name in offsets) fields[name] = read(offsets[name]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name was given its value just above
  return fields as Record<K, V>;
}

export function writeFields<K extends string>(
  offsets: Readonly<Record<K, number>>,
  write: (name: K, offset: number) => void,
): void {
  for (const name in offsets) write(name, offsets[name]);
}

/** Whether the bytes begin with these, as Anchor's accounts and instructions do with their discriminator. */
export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte);
}
