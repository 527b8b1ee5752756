import { requireNodeVersion } from './setup/node-version.mjs';

requireNodeVersion();
const { runScript } = await import('./setup/setup-problem.mjs');
const { runBundledTool } = await import('./building/run-bundled-tool.mjs');

await runScript(() => runBundledTool('decode', process.argv.slice(2)));
