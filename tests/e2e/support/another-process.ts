import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DeskHome } from './desk-home.ts';
import { deskEnvironment, projectRoot } from './launch-desk.ts';

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

type Env = Readonly<Record<string, string>>;

/** Starts the desk's program by itself on the home's data folder, as the user does, and waits for its end. */
export function startAnother(home: DeskHome, args: readonly string[], env: Env = {}): Promise<Ended> {
  const executable = String(createRequire(import.meta.url)('electron'));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return runToEnd(executable, [...sandbox, projectRoot, ...args], deskEnvironment(home, env));
}

/** `npm start -- …` in another terminal, without npm's own lines. */
export function startByScript(home: DeskHome, args: readonly string[]): Promise<Ended> {
  return runToEnd(
    process.execPath,
    [join(projectRoot, 'scripts', 'start.mjs'), ...args],
    deskEnvironment(home),
  );
}

function runToEnd(command: string, args: readonly string[], env: Env): Promise<Ended> {
  return new Promise((settle, fail) => {
    const child = spawn(command, args, {
      cwd: projectRoot,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (said.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (said.stderr += String(chunk)));
    child.once('error', fail);
    child.once('close', (code) => settle({ code, ...said }));
  });
}
