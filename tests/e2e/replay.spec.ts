import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { poolsSeen, positionRows } from './support/cockpit.ts';
import { test } from './support/desk-test.ts';
import { projectRoot } from './support/launch-desk.ts';
import { hasLanded, ordersOf } from './support/records.ts';

const recordings = join(projectRoot, '..', 'shared', 'fixtures', 'helius');

const AMM_V4 = '675kPX9MHTjS2zt1qfr1NYHuzeLXfQM9H24wFSUt1Mp8';
const WSOL = 'So11111111111111111111111111111111111111112';
/** Places in the accounts of `initialize2`, which has 21. */
const INITIALIZE2_ACCOUNTS = 21;
const POOL_AT = 4;
const MINTS_AT = [8, 9] as const;

type Instruction = { readonly programId: string; readonly accounts?: readonly string[] };
type RecordedPool = { readonly pool: string; readonly mint: string };

/** The pools that the recorded transactions create, read from the JSON without any of the desk's own code. */
function recordedPools(): readonly RecordedPool[] {
  return readdirSync(recordings)
    .filter((name) => name.startsWith('amm-v4-initialize2-'))
    .flatMap((name) => {
      const frame = JSON.parse(readFileSync(join(recordings, name), 'utf8'));
      const instructions: readonly Instruction[] =
        frame.params.result.transaction.transaction.message.instructions;
      return instructions
        .filter(({ programId }) => programId === AMM_V4)
        .map(({ accounts = [] }) => {
          expect(accounts).toHaveLength(INITIALIZE2_ACCOUNTS);
          const mint = MINTS_AT.map((at) => accounts[at]).find((address) => address !== WSOL);
          return { pool: accounts[POOL_AT] ?? '', mint: mint ?? '' };
        });
    });
}

test('recorded mainnet pools are replayed: they are bought, and shown with their real mints', async ({
  home,
  openDesk,
}) => {
  test.skip(!existsSync(recordings), `there are no recorded frames in ${recordings}`);
  test.setTimeout(120_000);
  const pools = recordedPools();
  expect(pools.length).toBeGreaterThan(0);
  const { window } = await openDesk({
    args: ['--replay', recordings],
    env: { SOL_AMOUNT: '0.02', SLIPPAGE: '50' },
  });
  await expect(window.getByRole('group', { name: 'Connections' }).getByText('Helius')).toBeVisible();
  await expect.poll(() => poolsSeen(window), { timeout: 60_000 }).toBe(pools.length);
  await expect
    .poll(() => pools.filter(({ pool }) => hasLanded(home, pool, 'buy')).length, { timeout: 30_000 })
    .toBe(pools.length);
  for (const { pool, mint } of pools) expect(ordersOf(home, pool)[0]?.pool.tokenMint).toBe(mint);

  await expect(positionRows(window).first()).toBeVisible();
  const shown = await positionRows(window).evaluateAll((rows) =>
    rows.map((row) => {
      const copies: unknown = JSON.parse(row.getAttribute('data-copy') ?? '{}');
      return { pool: row.getAttribute('data-pool'), mint: String(Object(copies)['Copy token mint']) };
    }),
  );
  for (const position of shown) expect(pools).toContainEqual(position);
});
