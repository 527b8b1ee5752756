import { format, resolveConfig } from 'prettier';
import { ARGUMENTS } from '../../../electron/config/arguments.ts';
import { SIM_PRESET } from '../../../electron/config/presets.ts';
import { SETTINGS, type Setting } from '../../../electron/config/settings-table.ts';

/** docs/settings.md as the tables in the code have it, formatted as the file is. */
export async function settingsPage(path: string): Promise<string> {
  const settings = await resolveConfig(path);
  return format(unformattedPage(), { ...settings, parser: 'markdown' });
}

function unformattedPage(): string {
  const rows: readonly (readonly [string, Setting<unknown>])[] = Object.entries(SETTINGS);
  return `# Settings

<!-- Made from electron/config: change it there, then run \`UPDATE_DOCS=1 npx vitest run tests/electron/config\`. -->

The desk needs none of these: it starts in sim mode, on its embedded market. What paper and live mode need is in
[modes.md](modes.md). They are read from the environment and from
a file \`.env\` in the project's folder (in an installed desk: in its data folder); the environment wins. The limits can be
changed in the window too, while the desk runs, and what is changed there is kept and wins over both.

A line of \`.env\` is \`NAME=value\`. Quotes around a value are taken off, \`#\` begins a remark, and nothing is put in for
\`$NAME\`. An empty value counts as none.

Values are written without their unit: \`POOL_COOLDOWN_MS=300000\`, \`RECONNECT_DELAY=5\`, \`SOL_AMOUNT=0.1\`, \`SLIPPAGE=5\`. What
is out of range, in another unit or negative keeps the desk from starting, with one line for each that says the name, what
was found, what is allowed and what was probably meant. So does a name that begins with \`SWINGAWAY_\` and is not in the
table, and a name in \`.env\` that is almost one of it.

| name | standard value | allowed | what it does |
| --- | --- | --- | --- |
${rows.map(settingRow).join('\n')}

Addresses of RPC endpoints given with \`wss://\` are used with \`https://\`, and the desk says so. Keys in addresses are in no
log and in no message.

## What the sim starts with

The sim changes some standard values, so that both ways of approving are seen and the desk stays alive; the window says
which. A value that you give wins over it.

${SIM_PRESET.notes.map(({ text }) => `- ${text}`).join('\n')}

## Options

\`npm start -- OPTION …\`

| option | what it does |
| --- | --- |
${Object.entries(ARGUMENTS)
  .map(([name, { value, about }]) => `| \`${value === null ? name : `${name} ${value}`}\` | ${about} |`)
  .join('\n')}
`;
}

function settingRow([name, { standard, reader, about }]: readonly [string, Setting<unknown>]): string {
  return `| \`${name}\` | ${standard === null ? 'none' : `\`${standard}\``} | ${reader.allowed} | ${about} |`;
}
