import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FILE_NAME = 'window.json';
const MAX_FILE_LENGTH = 1_024;
const DEFAULT_SIZE = { width: 1_440, height: 900 } as const;
export const MIN_SIZE = { width: 1_100, height: 700 } as const;
/** So much of the title bar must be on a screen for the window to be found and moved. */
const MIN_REACHABLE = { width: 120, height: 24 } as const;

export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
export type WindowPlace = { readonly bounds: Rectangle; readonly maximized: boolean };

const edge = z.number().int().min(-100_000).max(100_000);
const placeShape = z.strictObject({
  bounds: z.strictObject({
    x: edge,
    y: edge,
    width: z.number().int().min(1).max(20_000),
    height: z.number().int().min(1).max(20_000),
  }),
  maximized: z.boolean(),
});

/** Where the window was when it was last closed; null when that is not known or cannot be read. */
export function readWindowPlace(folder: string): WindowPlace | null {
  try {
    const text = readFileSync(join(folder, FILE_NAME), 'utf8');
    return text.length > MAX_FILE_LENGTH ? null : placeShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Best effort: a place that cannot be kept costs a resize at the next start. */
export function writeWindowPlace(folder: string, place: WindowPlace): boolean {
  try {
    const file = join(folder, FILE_NAME);
    writeFileSync(`${file}.new`, JSON.stringify(place), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return true;
  } catch {
    return false;
  }
}

/** The remembered place, where its title bar is on one of the screens; else the default in the middle of the first. */
export function placeWindow(remembered: WindowPlace | null, screens: readonly Rectangle[]): WindowPlace {
  if (remembered !== null && screens.some((screen) => reachable(remembered.bounds, screen))) {
    const { x, y } = remembered.bounds;
    const width = Math.max(remembered.bounds.width, MIN_SIZE.width);
    const height = Math.max(remembered.bounds.height, MIN_SIZE.height);
    return { bounds: { x, y, width, height }, maximized: remembered.maximized };
  }
  const screen = screens[0] ?? { x: 0, y: 0, ...DEFAULT_SIZE };
  const width = Math.min(DEFAULT_SIZE.width, Math.max(screen.width, MIN_SIZE.width));
  const height = Math.min(DEFAULT_SIZE.height, Math.max(screen.height, MIN_SIZE.height));
  const x = screen.x + Math.max(0, Math.round((screen.width - width) / 2));
  const y = screen.y + Math.max(0, Math.round((screen.height - height) / 2));
  return { bounds: { x, y, width, height }, maximized: false };
}

function reachable(bounds: Rectangle, screen: Rectangle): boolean {
  const left = Math.max(bounds.x, screen.x);
  const right = Math.min(bounds.x + bounds.width, screen.x + screen.width);
  const top = bounds.y;
  return (
    right - left >= MIN_REACHABLE.width &&
    top >= screen.y &&
    top + MIN_REACHABLE.height <= screen.y + screen.height
  );
}
