import { requireNodeVersion } from './setup/node-version.mjs';

requireNodeVersion();
const { runScript } = await import('./setup/setup-problem.mjs');
const { testEverything } = await import('./testing/test-everything.mjs');

await runScript(testEverything);
