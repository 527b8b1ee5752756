/** A part of the program with its own line in the table of who may import whom. */
export type Room = {
  /** Its folder, or its one file. The longest that fits a file is the file's room. */
  readonly path: string;
  /** Rooms whose values it may import, besides itself. */
  readonly rooms: readonly string[];
  /** Rooms of which it may import types only. */
  readonly typesOf?: readonly string[];
  /** Packages, by their names in package.json. */
  readonly libraries?: readonly string[];
  /** Modules of Node: all, or the ones named. None when absent. */
  readonly node?: 'all' | readonly string[];
};

const ports = ['electron/engine/ports'];

/**
 * Who may import whom. ARCHITECTURE.md shows this same table; the tests beside this file hold the code and that page to it.
 */
export const importTable: readonly Room[] = [
  { path: 'shared', rooms: [] },
  { path: 'electron/core', rooms: ['shared', 'electron/core/swap'] },
  { path: 'electron/core/swap', rooms: ['shared'] },
  { path: 'electron/protocol', rooms: ['shared'], libraries: ['bs58'], node: ['crypto'] },
  {
    path: 'electron/engine',
    rooms: ['shared', 'electron/core', 'electron/core/swap', 'electron/engine/ports'],
  },
  { path: 'electron/engine/ports', rooms: ['shared'], typesOf: ['electron/core'] },
  {
    path: 'electron/feed',
    rooms: ['shared', 'electron/protocol'],
    typesOf: ports,
    libraries: ['socket.io-client', 'socket.io-parser', 'undici', 'ws', 'zod'],
    node: 'all',
  },
  {
    path: 'electron/chain',
    rooms: ['shared', 'electron/protocol'],
    typesOf: ports,
    libraries: ['undici', 'ws', 'zod'],
    node: 'all',
  },
  {
    path: 'electron/executor',
    rooms: ['shared', 'electron/protocol', 'electron/core/swap'],
    typesOf: ['electron/core', ...ports],
    libraries: ['@raydium-io/raydium-sdk-v2', '@solana/web3.js', 'undici', 'zod'],
    node: 'all',
  },
  {
    path: 'electron/wallet',
    rooms: ['shared', 'electron/protocol'],
    typesOf: ports,
    node: ['crypto', 'fs'],
  },
  { path: 'electron/journal', rooms: ['shared'], typesOf: ports, libraries: ['zod'], node: 'all' },
  { path: 'electron/log', rooms: ['shared'], typesOf: ports, libraries: ['electron-log'], node: 'all' },
  { path: 'electron/config', rooms: ['shared'], typesOf: ports, libraries: ['zod'], node: 'all' },
  {
    path: 'electron/sim',
    rooms: ['shared', 'electron/protocol', 'electron/core/swap'],
    typesOf: ports,
    libraries: ['socket.io', 'ws', 'zod'],
    node: 'all',
  },
  { path: 'electron/ipc', rooms: ['shared'], typesOf: ports, libraries: ['electron', 'zod'], node: 'all' },
  {
    path: 'electron/shell',
    rooms: ['shared', 'electron/ipc', 'package.json'],
    typesOf: ports,
    libraries: ['electron', 'zod'],
    node: 'all',
  },
  { path: 'electron/window.ts', rooms: ['shared', 'electron/shell'], libraries: ['electron'], node: 'all' },
  { path: 'electron/preload.ts', rooms: ['shared'], libraries: ['electron'] },
  {
    path: 'electron/background.ts',
    rooms: ['shared', 'electron/executor', 'electron/feed', 'electron/log'],
    typesOf: ['electron/config', 'electron/engine', 'electron/engine/ports'],
  },
  {
    path: 'electron/wiring',
    rooms: [
      'shared',
      'electron/core',
      'electron/core/swap',
      'electron/engine',
      'electron/engine/ports',
      'electron/protocol',
      'electron/feed',
      'electron/chain',
      'electron/executor',
      'electron/wallet',
      'electron/journal',
      'electron/log',
      'electron/config',
    ],
    node: 'all',
  },
  {
    path: 'electron/compose.ts',
    rooms: [
      'shared',
      'electron/background.ts',
      'electron/wiring',
      'electron/config',
      'electron/core',
      'electron/engine',
    ],
    typesOf: ['electron/wallet'],
  },
  {
    path: 'electron/main.ts',
    rooms: [
      'shared',
      'electron/compose.ts',
      'electron/window.ts',
      'electron/shell',
      'electron/core',
      'electron/core/swap',
      'electron/engine',
      'electron/engine/ports',
      'electron/protocol',
      'electron/feed',
      'electron/chain',
      'electron/executor',
      'electron/wallet',
      'electron/journal',
      'electron/log',
      'electron/config',
      'electron/sim',
      'electron/ipc',
    ],
    libraries: ['electron'],
    node: 'all',
  },
  { path: 'package.json', rooms: [] },
  {
    path: 'renderer',
    rooms: ['shared'],
    libraries: [
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
      '@tanstack/react-virtual',
      'lucide-react',
      'radix-ui',
      'react',
      'react-dom',
      'react-hotkeys-hook',
      'recharts',
      'sonner',
      'zustand',
    ],
  },
];

/** Packages that no source file names, and why they are there. */
export const neededWithoutImport: Readonly<Record<string, string>> = {
  'react-is': 'a peer of recharts',
};
