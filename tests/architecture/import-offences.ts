import { roomOf } from './room-of.ts';
import type { Import, SourceFile } from './source-file.ts';
import type { Room } from './import-table.ts';

/** Every import of a file that the table does not allow, in words. */
export function importOffences(file: SourceFile): readonly string[] {
  const room = roomOf(file.path);
  if (room === null) return [`${file.path}: no line in the import table covers it`];
  return file.imports.flatMap((one) => {
    const why = refusalOf(room, one);
    return why === null ? [] : [`${file.path}: ${why}`];
  });
}

function refusalOf(room: Room, one: Import): string | null {
  switch (one.kind) {
    case 'node':
      return room.node === 'all' || room.node?.includes(one.name)
        ? null
        : `${room.path} may not import node:${one.name}`;
    case 'library':
      return room.libraries?.includes(one.name)
        ? null
        : `${room.path} may not import the package ${one.name}`;
    case 'file':
      return fileRefusal(room, one.path, one.typeOnly);
  }
}

function fileRefusal(room: Room, path: string, typeOnly: boolean): string | null {
  const target = roomOf(path);
  if (target === null) return `${path} is outside the program`;
  if (target.path === room.path || room.rooms.includes(target.path)) return null;
  if (!room.typesOf?.includes(target.path)) return `${room.path} may not import ${target.path} (${path})`;
  return typeOnly ? null : `${room.path} may import types only from ${target.path} (${path})`;
}
