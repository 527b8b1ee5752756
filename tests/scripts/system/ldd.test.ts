import { describe, expect, it } from 'vitest';
import { missingLibraries } from '../../../scripts/system/ldd.mjs';

const output = `	linux-vdso.so.1 (0x00007ffe)
	libffmpeg.so => /opt/desk/libffmpeg.so (0x00007f)
	libgtk-3.so.0 => not found
	libnss3.so => not found
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
	/lib64/ld-linux-x86-64.so.2 (0x00007f)
`;

describe('what ldd printed', () => {
  it('names each missing library once', () => {
    expect(missingLibraries(output)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  });

  it('names none when all are there, or when the program is static', () => {
    expect(missingLibraries('	libc.so.6 => /lib/libc.so.6 (0x1)\n')).toEqual([]);
    expect(missingLibraries('	not a dynamic executable\n')).toEqual([]);
  });
});
