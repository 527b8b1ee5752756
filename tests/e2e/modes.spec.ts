import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { signingKeyFromSeed } from '../../electron/protocol/ed25519.ts';
import { decodeAddress } from '../../electron/protocol/base58.ts';
import { armedPill, haltedBanner, holdToArm, panel, positionRows, stopButton } from './support/cockpit.ts';
import type { DeskHome } from './support/desk-home.ts';
import { test } from './support/desk-test.ts';
import { startMarketNode, type MarketNode } from './support/market-node.ts';
import { complaints, journaledOf } from './support/records.ts';

test.describe.configure({ timeout: 90_000 });

let node: MarketNode;
test.beforeAll(async () => {
  node = await startMarketNode();
});
test.afterAll(() => node.close());

/** As a trader would point the desk at a chain; small buys that go out by themselves, with room for their price. */
const pointedAt = (mode: 'paper' | 'live'): Record<string, string> => ({
  SWINGAWAY_MODE: mode,
  RPC_URL: node.rpcUrl,
  WS_URL: node.wsUrl,
  FEED_URL: node.feedUrl,
  APPROVAL: 'auto',
  SOL_AMOUNT: '0.02',
  SLIPPAGE: '50',
});

const badge = (window: Page) => window.locator('[data-mode]');
const fills = (home: DeskHome) => journaledOf(home, 'order-confirmed').map(({ fill }) => fill);

/** A new key as solana-keygen writes it, with SOL on the chain. */
async function fundedKey(home: DeskHome): Promise<string> {
  const seed = new Uint8Array(32).fill(42);
  const { publicKey } = signingKeyFromSeed(seed);
  const path = join(home.root, 'key.json');
  writeFileSync(path, JSON.stringify([...seed, ...decodeAddress(publicKey)]), { mode: 0o600 });
  await node.fund(publicKey, 10_000_000_000);
  return path;
}

/** What the failure screen says, as one text. */
async function refusal(window: Page): Promise<string> {
  const screen = window.getByRole('alert');
  await expect(screen.getByRole('heading', { name: 'The desk could not start' })).toBeVisible();
  return screen.innerText();
}

test('paper starts halted, and once it is armed its fills are marked as what they are', async ({
  home,
  openDesk,
}) => {
  const { window } = await openDesk({ env: pointedAt('paper') });
  await expect(haltedBanner(window)).toContainText('Not armed yet');
  await expect(badge(window)).toHaveText('PAPER');
  await holdToArm(window);
  await expect.poll(() => fills(home).length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(new Set(fills(home).map(({ source }) => source))).toEqual(new Set(['quoted']));
  await expect(panel(window, 'Last order').getByText('quoted')).toBeVisible();
  await expect(window.getByRole('log', { name: 'Tape' })).toContainText(', quoted');
  await expect(positionRows(window).first()).toBeVisible();
});

test('live, armed at the start, buys and sells with the key of a file, until it is stopped', async ({
  home,
  openDesk,
}) => {
  const env = { ...pointedAt('live'), SWINGAWAY_DEV_KEYPAIR: await fundedKey(home) };
  const { window } = await openDesk({ env, args: ['--arm'] });
  await expect(armedPill(window)).toBeVisible();
  await expect(badge(window)).toHaveText('LIVE');
  await expect.poll(() => fills(home).length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(new Set(fills(home).map(({ source }) => source))).toEqual(new Set(['chain']));
  await stopButton(window).click();
  await expect(haltedBanner(window)).toContainText('Stopped with the stop button');
  await expect(badge(window)).toHaveText('LIVE');
  expect(complaints(home)).toEqual([]);
});

test('a live start without a key, or with an endpoint on another machine, is refused in words', async ({
  home,
  openDesk,
}) => {
  const keyless = await openDesk({ env: pointedAt('live') });
  expect(await refusal(keyless.window)).toContain('live mode needs a key');
  await keyless.close();
  const elsewhere = {
    ...pointedAt('live'),
    SWINGAWAY_DEV_KEYPAIR: join(home.root, 'key.json'),
    HELIUS_RPC_URL: 'https://mainnet.helius-rpc.com/?api-key=c0ffee00-dead',
  };
  const { window } = await openDesk({ env: elsewhere });
  const told = await refusal(window);
  expect(told).toContain('https://mainnet.helius-rpc.com');
  expect(told).toContain('is on another machine, and the key is an unencrypted file');
  expect(told).not.toContain('c0ffee00');
});

test('the records of one mode are refused to another', async ({ openDesk }) => {
  const sim = await openDesk();
  await expect(armedPill(sim.window)).toBeVisible({ timeout: 30_000 });
  await sim.close();
  const { window } = await openDesk({ env: pointedAt('paper') });
  expect(await refusal(window)).toContain('it holds the journal of sim mode, and this is paper mode');
});
