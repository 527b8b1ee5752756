import { describeRecord, parseJson } from './describe-record.ts';
import type { DescribedRecord } from './record-description.ts';

const PROGRAM_LINE = /^\s*Program \S/;

/** The same of a file's text: one JSON value, JSON lines, or the lines of a log as they are printed. */
export function describeRecordText(text: string): DescribedRecord {
  const whole = parseJson(text);
  if (whole !== undefined) return describeRecord(whole);
  const lines = text.split('\n').map((line) => line.trim());
  const written = lines.filter((line) => line !== '');
  if (written.length > 0 && written.every((line) => PROGRAM_LINE.test(line))) return describeRecord(written);
  if (written.length < 2) return { records: [], problems: ['neither JSON nor the lines of a log'] };
  return joined(lines.flatMap((line, index) => (line === '' ? [] : [ofLine(line, index + 1)])));
}

function ofLine(line: string, number: number): DescribedRecord {
  const value = parseJson(line);
  if (value === undefined) return { records: [], problems: [`line ${number} is not JSON`] };
  const { records, problems } = describeRecord(value);
  return { records, problems: problems.map((problem) => `line ${number}: ${problem}`) };
}

const joined = (parts: readonly DescribedRecord[]): DescribedRecord => ({
  records: parts.flatMap(({ records }) => records),
  problems: parts.flatMap(({ problems }) => problems),
});
