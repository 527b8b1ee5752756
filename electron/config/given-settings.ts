import type { StartProblem } from '../../shared/ipc.ts';
import type { EnvFileEntries } from './env-file.ts';
import { nearName } from './near-name.ts';
import { isSettingName, SETTINGS, type GivenSettings, type Setting } from './settings-table.ts';
import { shownUrl } from './url-readers.ts';

const PREFIX = 'SWINGAWAY_';
const MAX_SHOWN = 60;

const SETTING_NAMES = Object.keys(SETTINGS).filter(isSettingName);

type Given = { readonly text: string; readonly from: string };

/**
 * Every setting that was given, read, or everything that is wrong with them, one problem each. The environment wins
 * over the file; an empty value counts as none. Names without our prefix are other programs' affair, but in the file
 * one that is almost ours is taken for a slip.
 */
export function readGivenSettings(
  env: Readonly<Record<string, string | undefined>>,
  file: EnvFileEntries,
): { readonly given: GivenSettings; readonly problems: readonly StartProblem[] } {
  const texts = new Map<string, Given>();
  for (const [name, { text, line }] of file) add(texts, name, text, `.env, line ${line}`);
  for (const [name, text] of Object.entries(env)) add(texts, name, text ?? '', 'the environment');
  const given: Record<string, unknown> = {};
  const problems: StartProblem[] = [];
  for (const [name, { text, from }] of texts) {
    if (isSettingName(name)) {
      const row: Setting<unknown> = SETTINGS[name];
      const read = row.reader.read(text);
      if (read.ok) given[name] = read.value;
      else problems.push({ what: name, found: `${shown(row, text)} (${from})`, remedy: read.error });
    } else {
      const problem = unknownName(name, from, file.has(name));
      if (problem !== null) problems.push(problem);
    }
  }
  return { given, problems };
}

function add(texts: Map<string, Given>, name: string, text: string, from: string): void {
  if (text.trim() !== '') texts.set(name, { text: text.trim(), from });
}

function unknownName(name: string, from: string, isInFile: boolean): StartProblem | null {
  const isOurs = name.startsWith(PREFIX);
  const near = isOurs || isInFile ? nearName(name, SETTING_NAMES) : null;
  if (!isOurs && near === null) return null;
  const ours = SETTING_NAMES.filter((each) => each.startsWith(PREFIX));
  return {
    what: name.slice(0, MAX_SHOWN),
    found: `there is no such setting (${from})`,
    remedy:
      near === null
        ? `Remove it; with this prefix there are ${ours.join(', ')}.`
        : `Did you mean ${near}? Else remove it.`,
  };
}

/** The value as it may be shown: no key, no line break, no more than a line. */
function shown(row: Setting<unknown>, text: string): string {
  if (row.isSecret === true) return '(not shown)';
  if (row.isAddress === true) return shownUrl(text);
  const plain = text.replaceAll(/\p{C}/gu, '?');
  return `“${plain.length > MAX_SHOWN ? `${plain.slice(0, MAX_SHOWN)}…` : plain}”`;
}
