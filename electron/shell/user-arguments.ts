/** Switches of the runtime that people and test tools put among ours; they are not for the desk. */
const RUNTIME_SWITCHES = [
  '--no-sandbox',
  '--disable-',
  '--enable-',
  '--force-',
  '--inspect',
  '--remote-debugging-',
  '--ozone-platform',
  '--user-data-dir',
  '--lang',
  '--use-',
  '--log-level',
  '--v=',
] as const;

/**
 * What the user wrote after the program's name. Started from a folder (`isDefaultApp`), the runtime's own switches
 * and the folder come first.
 */
export function userArguments(argv: readonly string[], isDefaultApp: boolean): readonly string[] {
  const after = isDefaultApp ? argv.slice(folderIndex(argv) + 1) : argv.slice(1);
  return after.filter((argument) => !RUNTIME_SWITCHES.some((start) => argument.startsWith(start)));
}

function folderIndex(argv: readonly string[]): number {
  for (let index = 1; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '-r' || argument === '--require') index += 1;
    else if (!argument.startsWith('-')) return index;
  }
  return argv.length;
}
