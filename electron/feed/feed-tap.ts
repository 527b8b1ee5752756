/** By which of the parsers a message is read. */
export type FeedSource = 'socket-io' | 'solana-logs' | 'helius';

/** Takes one message as JSON text on one line. Called after the message was dealt with; must not throw or wait. */
export type FeedTap = (json: string) => void;

/** JSON text as it came, on one line: a line break in JSON can only be a blank. */
export const oneLine = (json: string): string => json.replace(/[\r\n]+/g, ' ');

/** What came in place of JSON, as a JSON string: read again it is as malformed as it was. */
export const notJson = (text: string): string => JSON.stringify(text);

/** A value that was parsed from JSON, as JSON again; as a string of its own where it is too deep to be written. */
export function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return notJson('a value too deep to be written');
  }
}
