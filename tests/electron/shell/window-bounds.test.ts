import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crashBackoff } from '../../../electron/shell/crash-backoff.ts';
import {
  MIN_SIZE,
  placeWindow,
  readWindowPlace,
  writeWindowPlace,
} from '../../../electron/shell/window-bounds.ts';
import { monoUs } from '../../../shared/units.ts';
import { tempFolder } from './support/temp-folder.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const middle = { bounds: { x: 240, y: 90, width: 1440, height: 900 }, maximized: false };

describe('the place of the window', () => {
  it('is remembered', () => {
    const folder = tempFolder();
    const place = { bounds: { x: -20, y: 5, width: 1300, height: 800 }, maximized: true };
    expect(writeWindowPlace(folder, place)).toBe(true);
    expect(readWindowPlace(folder)).toEqual(place);
    expect(placeWindow(readWindowPlace(folder), [screen])).toEqual(place);
  });

  it('is the middle of the first screen when nothing is remembered', () => {
    expect(placeWindow(null, [screen])).toEqual(middle);
    expect(placeWindow(readWindowPlace(tempFolder()), [screen])).toEqual(middle);
  });

  it.each([
    '',
    'null',
    '{',
    '{"bounds":{"x":0,"y":0,"width":1200,"height":800}}',
    '{"bounds":{"x":0,"y":0,"width":1e9,"height":800},"maximized":false}',
    '{"bounds":{"x":null,"y":0,"width":1200,"height":800},"maximized":false}',
    '{"bounds":{"x":0.5,"y":0,"width":1200,"height":800},"maximized":false}',
    `{"bounds":{"x":0,"y":0,"width":1200,"height":800},"maximized":false,"more":"${'x'.repeat(2_000)}"}`,
  ])('is the default when the file is bad: %s', (text) => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'window.json'), text);
    expect(readWindowPlace(folder)).toBeNull();
  });

  it('is the default when its screen is gone or its title bar is out of reach', () => {
    const at = (x: number, y: number): boolean =>
      placeWindow({ bounds: { x, y, width: 1200, height: 800 }, maximized: false }, [screen]).bounds.x === x;
    expect(at(2_000, 100)).toBe(false);
    expect(at(-1_150, 100)).toBe(false);
    expect(at(100, -50)).toBe(false);
    expect(at(100, 1_070)).toBe(false);
    expect(at(1_700, 100)).toBe(true);
  });

  it('is never smaller than the smallest size, and fits a small screen as far as that allows', () => {
    const tiny = { bounds: { x: 0, y: 0, width: 300, height: 200 }, maximized: false };
    expect(placeWindow(tiny, [screen]).bounds).toMatchObject(MIN_SIZE);
    expect(placeWindow(null, [{ ...screen, width: 1280, height: 720 }]).bounds).toEqual({
      x: 0,
      y: 0,
      width: 1280,
      height: 720,
    });
    expect(placeWindow(null, [{ ...screen, width: 800, height: 600 }]).bounds).toMatchObject({
      x: 0,
      y: 0,
      ...MIN_SIZE,
    });
    expect(placeWindow(null, []).bounds).toMatchObject({ width: 1440, height: 900 });
  });

  it('cannot be kept in a folder that is not there, and says no more than that', () => {
    expect(writeWindowPlace(join(tempFolder(), 'missing'), middle)).toBe(false);
  });
});

describe('the wait after a crash of the page', () => {
  it('doubles to a bound, and starts anew once the page was well for a minute', () => {
    const delay = crashBackoff();
    const delays = Array.from({ length: 12 }, (_none, index) => delay(monoUs(index * 1_000_000)));
    expect(delays.slice(0, 4)).toEqual([250, 500, 1_000, 2_000]);
    expect(delays.at(-1)).toBe(30_000);
    expect(delay(monoUs(11_000_000 + 60_000_001))).toBe(250);
  });
});
