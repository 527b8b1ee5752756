import { EOL } from 'node:os';
import electronLog from 'electron-log/node';

/** Writes whole lines to a file that is moved to `<name>.old.log` when it has grown to its bound. */
export type LogFile = {
  /** Synchronous, in one write. False when it could not be written. */
  write(lines: readonly string[]): boolean;
};

/** There is one file that was moved away, so twice this much disk. */
export const MAX_LOG_FILE_BYTES = 10_000_000;

export function openLogFile(path: string, maxBytes: number = MAX_LOG_FILE_BYTES): LogFile {
  const logger = electronLog.create({ logId: path });
  const { console: terminal, file: transport, ipc, remote } = logger.transports;
  terminal.level = false;
  if (ipc !== undefined) ipc.level = false;
  if (remote !== undefined) remote.level = false;
  // It reports trouble with the file on the terminal at every write, its own logger and this one; here the return
  // value says it.
  for (const reporter of [electronLog.transports.console, terminal]) reporter.writeFn = () => undefined;
  transport.resolvePathFn = () => path;
  transport.maxSize = maxBytes;
  transport.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  // The lines are JSON already: no template, no styles, no inspection.
  transport.transforms = [({ data }) => data.map(String)];
  const moveAway = transport.archiveLogFn;
  let movedAway = false;
  transport.archiveLogFn = (file) => {
    movedAway = true;
    moveAway(file);
  };
  return {
    write: (lines) => {
      movedAway = false;
      const file = transport.getFile();
      const before = file.bytesWritten;
      logger.info(lines.join(EOL));
      // The library answers nothing, and drops everything once a file could not be opened: only this counter, which
      // starts again when the file was moved away, shows what became of the lines.
      return file.bytesWritten > (movedAway ? 0 : before);
    },
  };
}
