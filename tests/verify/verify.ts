import { existsSync, statSync } from 'node:fs';
import type { LiteSvmClass } from './lite-chain.ts';
import { missingFilesMessage, readProgramFiles } from './program-files.ts';
import { runRoutes } from './run-routes.ts';
import { parseVerifyArguments, VERIFY_USAGE } from './verify-arguments.ts';
import { verifyReport } from './verify-report.ts';

const NO_LITESVM =
  'The local SVM is missing: it comes with the development dependencies (the package litesvm). Run npm install. ' +
  'It has builds for Linux and macOS only.';

/** Of the package itself, and of its native part for this platform. */
const NOT_FOUND: readonly unknown[] = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

async function loadLiteSvm(): Promise<LiteSvmClass | null> {
  try {
    const { LiteSVM } = await import('litesvm');
    return LiteSVM;
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOT_FOUND.includes(error.code)) return null;
    throw error;
  }
}

async function main(): Promise<number> {
  const parsed = parseVerifyArguments(process.argv.slice(2));
  if (!parsed.ok) {
    console.error(`${parsed.problem}\n\n${VERIFY_USAGE}`);
    return 1;
  }
  if (parsed.value.kind === 'help') {
    console.log(VERIFY_USAGE);
    return 0;
  }
  const { folder } = parsed.value;
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    console.error(`${folder} is not a folder.`);
    return 1;
  }
  const { found, missing } = readProgramFiles(folder);
  const LiteSvm = await loadLiteSvm();
  if (LiteSvm === null) {
    console.error(NO_LITESVM);
    return 1;
  }
  const { lines, exitCode } = verifyReport(runRoutes(LiteSvm, found));
  console.log(lines.join('\n'));
  if (missing.length > 0) console.log(`\n${missingFilesMessage(missing, folder)}`);
  return exitCode;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
