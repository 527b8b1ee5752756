import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions } from 'vite';

const root = import.meta.dirname;

/** The oldest engine the desk runs on is Electron 33: Chromium 130, Node 20. */
const rendererTarget = 'chrome130';
const nodeTarget = 'node20';

/** Left to the runtime: Electron, Node's own modules, the optional native addons of ws, and a native development tool. */
const external = [
  'electron',
  'bufferutil',
  'utf-8-validate',
  'litesvm',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

/** Each bundle of the main side is one CommonJS file: a sandboxed preload cannot require a sibling. */
const nodeBundles = [
  { name: 'main', entry: 'electron/main.ts' },
  { name: 'preload', entry: 'electron/preload.ts' },
  { name: 'sim', entry: 'electron/sim/main.ts' },
  { name: 'bench', entry: 'tests/bench/bench.ts' },
  { name: 'verify', entry: 'tests/verify/verify.ts' },
  { name: 'decode', entry: 'scripts/decoding/decode.ts' },
] as const;

function nodeEnvironment(name: string, entry: string): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external, conditions: ['node', 'module', 'import', 'default'] },
    build: {
      target: nodeTarget,
      outDir: join(root, 'dist', name),
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        input: join(root, entry),
        platform: 'node',
        external,
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  };
}

/** While a part of the program does not exist yet, the others still build. */
const present = nodeBundles.filter(({ entry }) => existsSync(join(root, entry)));
const hasRenderer = existsSync(join(root, 'renderer/index.html'));

export default defineConfig({
  root: join(root, 'renderer'),
  base: './',
  plugins: [react()],
  clearScreen: false,
  resolve: {
    // The native half of bigint-buffer is not installed (no install scripts run) and it warns on every start.
    // The alias works only here at the top level, not in an environment.
    alias: { 'bigint-buffer': join(root, 'node_modules/bigint-buffer/dist/browser.js') },
  },
  environments: {
    client: {
      build: {
        target: rendererTarget,
        outDir: join(root, 'dist/renderer'),
        emptyOutDir: true,
        sourcemap: true,
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 2_000,
      },
    },
    ...Object.fromEntries(present.map(({ name, entry }) => [name, nodeEnvironment(name, entry)])),
  },
  builder: {
    async buildApp(builder) {
      for (const [name, environment] of Object.entries(builder.environments)) {
        if (name === 'ssr' || (name === 'client' && !hasRenderer)) continue;
        await builder.build(environment);
      }
    },
  },
});
