/**
 * Chromium logs to the terminal what means nothing to a user (no D-Bus, no GPU): lines that start with its process id, date and severity.
 *
 * @param {string} line
 * @returns {boolean}
 */
export function isChromiumNoise(line) {
  return /^\[\d+(:\d+)?:\d{4}\/\d{6}\.\d+:(INFO|WARNING|ERROR|VERBOSE\d*):/.test(line);
}

/**
 * Cuts a stream's text into lines.
 *
 * @param {(line: string) => void} take each whole line, without its end
 * @returns {{ push: (text: string) => void, end: () => void }}
 */
export function lineSplitter(take) {
  let rest = '';
  return {
    push(text) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    },
    end() {
      if (rest !== '') take(rest);
      rest = '';
    },
  };
}
