import { requireNodeVersion } from './setup/node-version.mjs';

requireNodeVersion();
const { runScript } = await import('./setup/setup-problem.mjs');
const { runBench } = await import('./building/run-bench.mjs');

await runScript(() => runBench(process.argv.slice(2)));
