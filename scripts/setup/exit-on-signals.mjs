import { constants } from 'node:os';

/** @type {readonly NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Makes a signal end the process the way that runs its exit handlers, which end what was started in the background.
 *
 * @returns {() => void} back to how it was
 */
export function exitOnSignals() {
  for (const signal of signals) process.on(signal, end);
  return () => {
    for (const signal of signals) process.removeListener(signal, end);
  };
}

/** @param {NodeJS.Signals} signal */
function end(signal) {
  process.exit(128 + constants.signals[signal]);
}
