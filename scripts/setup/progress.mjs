const labelWidth = 18;

let print = console.log;

/** For scripts whose standard output is a result for another program. */
export function logToStderr() {
  print = console.error;
}

/**
 * One line of progress: what, and how it stands.
 *
 * @param {string} label
 * @param {string} text
 */
export function say(label, text) {
  print(`  ${label.padEnd(labelWidth)}${text}`);
}

/** @param {string} title */
export function heading(title) {
  print(`\n${title}`);
}

/**
 * @param {number} elapsedMs
 * @returns {string} such as `0.4 s`, `12 s` or `2 min 5 s`
 */
export function duration(elapsedMs) {
  const seconds = elapsedMs / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** @returns {() => string} the time since, in words */
export function stopwatch() {
  const startedAt = performance.now();
  return () => duration(performance.now() - startedAt);
}

/**
 * Says every few seconds that a long step is still under way.
 *
 * @param {string} label
 * @param {string} text
 * @param {number} everyMs
 * @returns {() => void} ends it
 */
export function stillGoing(label, text, everyMs = 15_000) {
  const elapsed = stopwatch();
  const timer = setInterval(() => say(label, `${text}, ${elapsed()}`), everyMs);
  return () => clearInterval(timer);
}
