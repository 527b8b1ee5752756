import { requireNodeVersion } from './setup/node-version.mjs';

requireNodeVersion();
const { runScript } = await import('./setup/setup-problem.mjs');
const { prepareBuild } = await import('./building/build-app.mjs');
const { prepareDependencies } = await import('./setup/dependencies.mjs');

await runScript(async () => {
  await prepareDependencies();
  await prepareBuild();
  return 0;
});
