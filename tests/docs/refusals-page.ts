import { REFUSALS } from '../../shared/refusal.ts';

/** docs/refusals.md as the code has it. */
export function refusalsPage(): string {
  const rows = Object.entries(REFUSALS).map(
    ([code, { label, meaning }]) => `| \`${code}\` | ${label} | ${meaning} |`,
  );
  return [
    '# Why a pool was not bought',
    '',
    'Every pool that a feed announces ends in exactly one of these, or in `bought`. The list is made from',
    '`shared/refusal.ts`; `UPDATE_DOCS=1 npx vitest run tests/docs` writes it anew.',
    '',
    '| code | shown as | what it means |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
