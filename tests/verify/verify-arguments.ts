export type VerifyArguments = { readonly kind: 'help' } | { readonly kind: 'run'; readonly folder: string };

export const VERIFY_USAGE = `npm run verify:programs -- --dir DIR

Runs the desk's own buy and sell transactions against the real programs in a local SVM, and compares what
they pay with the desk's quotes. DIR holds the programs, each as PROGRAM_ID.so:

  solana program dump PROGRAM_ID DIR/PROGRAM_ID.so

A program whose file is missing is left out, and named. See docs/verify-programs.md.`;

/** The arguments after `--`, or a line that says what is wrong with them. */
export function parseVerifyArguments(
  args: readonly string[],
): { readonly ok: true; readonly value: VerifyArguments } | { readonly ok: false; readonly problem: string } {
  if (args.includes('--help') || args.includes('-h')) return { ok: true, value: { kind: 'help' } };
  const folders: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const given = arg.startsWith('--dir=') ? arg.slice('--dir='.length) : undefined;
    if (given === undefined && arg !== '--dir') {
      return { ok: false, problem: `"${arg}" is not known here; --dir DIR is all there is.` };
    }
    const folder = given ?? args[(index += 1)];
    if (folder === undefined || folder === '' || folder.startsWith('--')) {
      return { ok: false, problem: '--dir needs a folder after it.' };
    }
    folders.push(folder);
  }
  const [folder] = folders;
  if (folder === undefined)
    return { ok: false, problem: '--dir is missing: which folder holds the programs?' };
  if (folders.length > 1) return { ok: false, problem: '--dir is given more than once.' };
  return { ok: true, value: { kind: 'run', folder } };
}
