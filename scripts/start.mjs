import { requireNodeVersion } from './setup/node-version.mjs';

// The rest is imported only after this: on an old Node it would not even load.
requireNodeVersion();
const { runScript } = await import('./setup/setup-problem.mjs');
const { startDesk } = await import('./starting/start-desk.mjs');

await runScript(() => startDesk(process.argv.slice(2)));
