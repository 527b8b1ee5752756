import { prepareRuntime } from '../runtime/resolve-runtime.mjs';
import { prepareLibraries } from '../system/linux-libraries.mjs';
import { prepareDependencies } from './dependencies.mjs';
import { say } from './progress.mjs';

/**
 * Everything that the desk needs before it is built: each step at once over when it was done before.
 *
 * @returns {Promise<import('../runtime/resolve-runtime.mjs').Runtime>}
 */
export async function prepareMachine() {
  say('Node', process.versions.node);
  await prepareDependencies();
  const runtime = await prepareRuntime();
  await prepareLibraries(runtime.executable);
  return runtime;
}

/**
 * @param {import('../runtime/resolve-runtime.mjs').Runtime} runtime
 * @returns {NodeJS.ProcessEnv} what tells the program, and the tools that start it, which Electron it runs on
 */
export function runtimeEnvironment(runtime) {
  return {
    ...(runtime.distPath === null ? {} : { ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath }),
    // The window shows a badge on it.
    ...(runtime.kind === 'stand-in' ? { SWINGAWAY_RUNTIME: 'stand-in' } : {}),
  };
}
