import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtinModules } from 'node:module';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The process is what ships, so that the test builds it as the program does: one CommonJS file, everything in it.
describe('the market process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'market-'));
  const running = new Set<ChildProcess>();

  beforeAll(async () => {
    const node = builtinModules.flatMap((name) => [name, `node:${name}`]);
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: 'electron/sim/main.ts',
        outDir: folder,
        target: 'node20',
        rolldownOptions: {
          external: ['bufferutil', 'utf-8-validate', ...node],
          output: { format: 'cjs', entryFileNames: 'sim.cjs', codeSplitting: false },
        },
      },
    });
  });
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  function start(...args: string[]) {
    const child = spawn(process.execPath, [join(folder, 'sim.cjs'), ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    running.add(child);
    const exited = once(child, 'exit').then(([code]) => {
      running.delete(child);
      return code as number | null;
    });
    const firstLine = once(child.stdout, 'data').then(
      ([data]) => JSON.parse(String(data)) as Record<string, unknown>,
    );
    const complaint = once(child.stderr, 'data').then(([data]) => String(data));
    return { child, exited, firstLine, complaint };
  }

  it('says in one line where it is, serves there, and ends with its standard input', async () => {
    const { child, exited, firstLine } = start('--seed', '7', '--exit-with-stdin');
    const ready = await firstLine;
    expect(ready).toMatchObject({ ready: true, seed: '7' });
    const response = await fetch(String(ready['rpcUrl']), {
      method: 'POST',
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'getGenesisHash' }),
    });
    expect(await response.json()).toMatchObject({ result: ready['genesis'] });
    expect((await fetch(`${String(ready['feedUrl'])}/socket.io/?EIO=4&transport=polling`)).status).toBe(200);
    child.stdin.end();
    expect(await exited).toBe(0);
  });

  it('ends on SIGTERM', async () => {
    const { child, exited, firstLine } = start();
    await firstLine;
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
  });

  it('says in a sentence why it cannot start, and ends with code 2', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const inUse = start('--rpc-port', String(port));
    expect(await inUse.complaint).toBe(
      `Port ${port} for the market's RPC (--rpc-port) is in use by another program: choose another one, or 0 for any free one.\n`,
    );
    expect(await inUse.firstLine).toMatchObject({ ready: false });
    expect(await inUse.exited).toBe(2);
    await new Promise((resolve) => taken.close(resolve));
    const wrong = start('--pace', 'fast');
    expect(await wrong.complaint).toBe('--pace is "fast": it must be 0 to 100 new pools a second.\n');
    expect(await wrong.exited).toBe(2);
  });
});
