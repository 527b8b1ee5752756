import { importTable, type Room } from './import-table.ts';

const longestFirst = importTable.toSorted((a, b) => b.path.length - a.path.length);

/** The room of a file given by its path from the project, or null when the table has none for it. */
export function roomOf(path: string): Room | null {
  const stem = path.replace(/\.tsx?$/, '');
  return (
    longestFirst.find(
      (room) => path === room.path || stem === room.path || path.startsWith(`${room.path}/`),
    ) ?? null
  );
}
