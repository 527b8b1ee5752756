import { err, ok, type Result } from '../../shared/result.ts';
import { millis, type Millis } from '../../shared/units.ts';

export type LaunchOptions = {
  /** Stop the running desk instead of starting one. */
  readonly kill: boolean;
  readonly screenshot: { readonly file: string; readonly after: Millis } | null;
  /** What is left for the desk itself. */
  readonly rest: readonly string[];
};

const SCREENSHOT_AFTER = millis(15_000);
const MAX_SCREENSHOT_AFTER_MS = 600_000;

/** Reads the shell's own options; the error is a sentence for the terminal. */
export function readLaunchOptions(args: readonly string[]): Result<LaunchOptions, string> {
  let kill = false;
  let file: string | null = null;
  let after = SCREENSHOT_AFTER;
  const rest: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    const [name, inline] = splitOption(argument);
    const value = (): string | undefined => inline ?? args[(index += 1)];
    if (argument === '--kill') {
      kill = true;
    } else if (name === '--screenshot') {
      const given = value();
      if (given === undefined || given === '' || given.startsWith('--')) {
        return err('--screenshot needs the file to write, as in --screenshot desk.png');
      }
      file = given;
    } else if (name === '--screenshot-after-ms') {
      const given = value() ?? '';
      if (!/^\d{1,6}$/.test(given) || Number(given) > MAX_SCREENSHOT_AFTER_MS) {
        return err(
          `--screenshot-after-ms is ${given || 'empty'}: 0 to ${MAX_SCREENSHOT_AFTER_MS} is allowed`,
        );
      }
      after = millis(Number(given));
    } else {
      rest.push(argument);
    }
  }
  return ok({ kill, screenshot: file === null ? null : { file, after }, rest });
}

function splitOption(argument: string): readonly [string, string?] {
  const at = argument.indexOf('=');
  return at < 0 ? [argument] : [argument.slice(0, at), argument.slice(at + 1)];
}
