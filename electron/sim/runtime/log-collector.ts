/** A validator cuts a transaction's log here (`LogCollector`, 10,000 bytes). */
const MAX_LOG_BYTES = 10_000;

export class LogCollector {
  readonly lines: string[] = [];
  #bytes = 0;
  #cut = false;

  add(line: string): void {
    if (this.#cut) return;
    if (this.#bytes + line.length >= MAX_LOG_BYTES) {
      this.#cut = true;
      this.lines.push('Log truncated');
      return;
    }
    this.#bytes += line.length;
    this.lines.push(line);
  }
}
