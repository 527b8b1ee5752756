import { join, relative, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_URL, pageFile } from '../../../electron/shell/page-file.ts';

const root = resolve('/opt/desk/renderer');

describe('the page files', () => {
  it('are found below their folder', () => {
    expect(pageFile(root, PAGE_URL)).toEqual({
      path: join(root, 'index.html'),
      contentType: 'text/html; charset=utf-8',
    });
    expect(pageFile(root, 'app://desk/')?.path).toBe(join(root, 'index.html'));
    expect(pageFile(root, 'app://desk/assets/a%20b.woff2?v=1#x')).toEqual({
      path: join(root, 'assets', 'a b.woff2'),
      contentType: 'font/woff2',
    });
  });

  it.each([
    'app://other/index.html',
    'https://desk/index.html',
    'file:///opt/desk/renderer/index.html',
    'app://desk/..%2fmain%2fmain.js',
    'app://desk/%2e%2e%2fmain.js',
    'app://desk/assets/..%5c..%5cmain.js',
    'app://desk/..%2frenderer-other/main.js',
    'app://desk/%00.js',
    'app://desk/C:/windows/x.js',
    'app://desk/%',
    'app://desk/package',
    'app://desk/key.pem',
    'app://desk/assets/',
    '',
    'index.html',
  ])('are not found at %s', (url) => {
    expect(pageFile(root, url)).toBeNull();
  });

  it('are never outside of it', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2f',
      '%5c',
      '%252e',
      'a',
      'index.html',
      '.js',
      '%00',
      ':',
      '?',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = pageFile(root, `app://desk/${pieces.join('')}`);
        if (found !== null) expect(relative(root, found.path).split(sep)).not.toContain('..');
      }),
      { numRuns: 500 },
    );
  });
});
