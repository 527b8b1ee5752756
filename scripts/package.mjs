import { requireNodeVersion } from './setup/node-version.mjs';

requireNodeVersion();
const { runScript } = await import('./setup/setup-problem.mjs');
const { packageApp } = await import('./building/package-app.mjs');

await runScript(() => packageApp(process.argv.slice(2)));
