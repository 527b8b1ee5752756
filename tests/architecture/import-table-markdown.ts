import { importTable, type Room } from './import-table.ts';

export type TableRow = readonly [from: string, mayImport: string, libraries: string];

/** The import table as ARCHITECTURE.md shows it, without the head. */
export function importTableRows(): readonly TableRow[] {
  return importTable.map((room) => [code(room.path), roomsCell(room), librariesCell(room)]);
}

export function importTableMarkdown(): string {
  const lines = importTableRows().map((cells) => `| ${cells.join(' | ')} |`);
  return ['| from | may import | packages and Node |', '| --- | --- | --- |', ...lines].join('\n');
}

/** The rows of the table in a page whose head starts with `from`, or null when the page has no such table. */
export function rowsInPage(page: string): readonly TableRow[] | null {
  const lines = page.split('\n').map((line) => line.trim());
  const head = lines.findIndex((line) => /^\|\s*from\s*\|\s*may import\s*\|/.test(line));
  if (head < 0) return null;
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'));
  return lines.slice(head + 2, end < 0 ? undefined : end).map((line) => {
    const [from = '', mayImport = '', libraries = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    return [from, mayImport, libraries];
  });
}

function roomsCell(room: Room): string {
  const parts = [/\.\w+$/.test(room.path) ? [] : ['itself'], room.rooms.map(code)].flat();
  const types = room.typesOf?.map(code).join(', ');
  return [parts.join(', '), ...(types === undefined ? [] : [`types of ${types}`])].join('; ') || 'nothing';
}

function librariesCell(room: Room): string {
  const node = room.node === 'all' ? ['Node'] : (room.node ?? []).map((name) => code(`node:${name}`));
  return [...(room.libraries ?? []).map(code), ...node].join(', ') || 'none';
}

function code(text: string): string {
  return `\`${text}\``;
}
