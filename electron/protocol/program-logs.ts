import type { Address } from '../../shared/units.ts';

const PROGRAM = 'Program ';
const LOG = 'Program log: ';
const DATA = 'Program data: ';

/**
 * The `Program log: …` lines that one program wrote itself. Any program can log any text, a forged `ray_log` too, but
 * only the runtime writes the lines that say who runs.
 */
export function linesOfProgram(program: Address, logMessages: readonly string[]): readonly string[] {
  return linesBeginning(LOG, program, logMessages);
}

/** The same of the `Program data: <base64>` lines, in which Anchor programs tell their events. */
export function dataLinesOfProgram(program: Address, logMessages: readonly string[]): readonly string[] {
  return linesBeginning(DATA, program, logMessages);
}

function linesBeginning(prefix: string, program: Address, logMessages: readonly string[]): readonly string[] {
  const running: string[] = [];
  const lines: string[] = [];
  for (const line of logMessages) {
    if (line.startsWith(prefix)) {
      if (running.at(-1) === program) lines.push(line);
    } else if (line.startsWith(LOG)) {
      // Any text can stand in it, the runtime's own words too.
      continue;
    } else if (line.startsWith(PROGRAM)) {
      // "Program <id> invoke [depth]", "Program <id> success", "Program <id> failed: …"; also "Program data: …",
      // "Program return: …", whose contents never have these forms.
      const idEnd = line.indexOf(' ', PROGRAM.length);
      const what = idEnd < 0 ? '' : line.slice(idEnd + 1);
      if (what.startsWith('invoke [')) running.push(line.slice(PROGRAM.length, idEnd));
      else if (what === 'success' || what.startsWith('failed: ')) running.pop();
    }
  }
  return lines;
}
