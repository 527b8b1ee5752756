import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURES } from './chain-fixtures.ts';

export type CreateFixture = { readonly mint: string; readonly instruction: string; readonly line: string };

export type TradeFixture = {
  readonly pool: string;
  readonly line: string;
  readonly expect: { readonly amountIn: string; readonly amountOut: string; readonly isBuy: boolean };
  readonly decoded: Readonly<Record<string, string>>;
};

type Events = { readonly poolCreate: readonly CreateFixture[]; readonly trade: readonly TradeFixture[] };

const read = (): Events =>
  JSON.parse(readFileSync(join(FIXTURES, 'launchlab/events.json'), 'utf8')) as Events;

export const createFixtures = (): readonly CreateFixture[] => read().poolCreate;
export const tradeFixtures = (): readonly TradeFixture[] => read().trade;

/** The bytes of a `Program data:` line. */
export const bytesOfLine = (line: string): Buffer =>
  Buffer.from(line.slice('Program data: '.length), 'base64');
