'use strict';

// The stand-in's resources/default_app.asar: starts the application whose folder is named on the command line, as the stock default
// application of Electron does, and preloads the modules given with -r (Playwright's loader).

const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { app: publicApp } = require('electron');

// Neither Electron's setters for a default application nor Node's module loader are in the published types.
/** @type {import('electron').App & { setVersion(version: string): void, setAppPath(folder: string): void }} */
const app = Object(publicApp);
/** @type {{ _preloadModules(requests: string[]): void, _load(file: string, parent: null, isMain: boolean): unknown }} */
const loader = Object(require('node:module'));

// Without a handler Electron shows a modal dialog and waits for a click that nobody can give on a virtual display.
const fail = (/** @type {unknown} */ error) => {
  console.error(error);
  app.exit(1);
};
process.once('uncaughtException', fail);

/** @type {string[]} */
const preloaded = [];
/** @type {string | null} */
let folder = null;
const args = process.argv.slice(1);
for (let index = 0; index < args.length; index += 1) {
  const arg = args[index] ?? '';
  if (arg === '-r' || arg === '--require') {
    index += 1;
    preloaded.push(args[index] ?? '');
  } else if (!arg.startsWith('-')) {
    folder = path.resolve(arg);
    break;
  }
}

if (folder === null) {
  console.error('Usage: electron [options] FOLDER: names the folder of the application to start.');
  app.exit(1);
} else {
  start(folder);
}

/** @param {string} appFolder */
function start(appFolder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(appFolder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  app.setAppPath(appFolder);
  // oxlint-disable-next-line no-underscore-dangle -- Node's name
  loader._preloadModules(preloaded);
  const entry = require.resolve(path.join(appFolder, manifest.main ?? 'index.js'));
  process.removeListener('uncaughtException', fail);
  const isModule = entry.endsWith('.mjs') || (manifest.type === 'module' && !entry.endsWith('.cjs'));
  if (isModule) import(pathToFileURL(entry).href).catch(fail);
  // oxlint-disable-next-line no-underscore-dangle -- Node's name
  else loader._load(entry, null, true);
}
