import { requireNodeVersion } from './setup/node-version.mjs';

requireNodeVersion();
const { runScript } = await import('./setup/setup-problem.mjs');
const { developDesk } = await import('./building/develop-desk.mjs');

await runScript(() => developDesk(process.argv.slice(2)));
