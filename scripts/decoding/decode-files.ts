import { describeRecordText } from '../../electron/protocol/describe-record-text.ts';

export const DECODE_USAGE = `npm run decode -- FILE...

Prints what the decoders make of recorded frames and accounts, a line of JSON each:
  program, kind, pool, baseMint, quoteMint, baseReserve, quoteReserve, openTime, signature
Amounts are texts in each token's smallest unit, the open time is in seconds since 1970, and null is not known.

A file holds JSON (a transaction, logs or account notification, an RPC answer, an account, a log list, a feed's
announcement, or a list or an object of these), the same as JSON lines, or a log's plain lines. What cannot be
read is told on standard error; the other files are still read, and the exit code is 1.`;

/** A line each, without its end. */
export type DecodeOutput = {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
};

/**
 * Runs the tool with the arguments after `--`.
 *
 * @returns the exit code: 1 when any part of any file could not be read
 */
export function decodeFiles(
  args: readonly string[],
  readFile: (file: string) => string,
  { out, error }: DecodeOutput,
): 0 | 1 {
  if (args.includes('--help') || args.includes('-h')) {
    out(DECODE_USAGE);
    return 0;
  }
  const unknown = args.find((arg) => arg.startsWith('-'));
  if (unknown !== undefined || args.length === 0) {
    error(
      `${unknown === undefined ? 'No file is given.' : `"${unknown}" is not known here.`}\n\n${DECODE_USAGE}`,
    );
    return 1;
  }
  let exitCode: 0 | 1 = 0;
  for (const file of args) {
    const { records, problems } = describeFile(file, readFile);
    for (const record of records) out(JSON.stringify(record));
    for (const problem of problems) error(`${file}: ${problem}`);
    if (problems.length > 0) exitCode = 1;
  }
  return exitCode;
}

function describeFile(file: string, readFile: (file: string) => string) {
  let text: string;
  try {
    text = readFile(file);
  } catch (thrown) {
    return { records: [], problems: [`cannot be read (${codeOf(thrown)})`] };
  }
  return describeRecordText(text);
}

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
