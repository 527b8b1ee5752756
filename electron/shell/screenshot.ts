import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';
import { errorSentence } from './without-secrets.ts';

export type Picture = {
  isEmpty(): boolean;
  toPNG(): Uint8Array;
  getSize(): { readonly width: number; readonly height: number };
};

/** Writes what the window shows as a PNG. Each result is a sentence for the terminal. */
export async function takeScreenshot(
  capture: () => Promise<Picture>,
  file: string,
  cwd: string,
): Promise<Result<string, string>> {
  const path = resolve(cwd, file);
  try {
    const picture = await capture();
    if (picture.isEmpty()) return err('The screenshot was not taken: the window has drawn nothing.');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.part`, picture.toPNG());
    await rename(`${path}.part`, path);
    const { width, height } = picture.getSize();
    return ok(`Screenshot written to ${path} (${width} × ${height}).`);
  } catch (error) {
    return err(`The screenshot could not be written to ${path}: ${errorSentence(error)}`);
  }
}
