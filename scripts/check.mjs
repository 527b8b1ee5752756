import { requireNodeVersion } from './setup/node-version.mjs';

requireNodeVersion();
const { runScript } = await import('./setup/setup-problem.mjs');
const { prepareDependencies } = await import('./setup/dependencies.mjs');
const { runChecks } = await import('./testing/checks.mjs');

await runScript(async () => {
  await prepareDependencies();
  return (await runChecks()).failed === 0 ? 0 : 1;
});
