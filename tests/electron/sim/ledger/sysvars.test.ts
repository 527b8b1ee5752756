import { describe, expect, it } from 'vitest';
import { readU64 } from '../../../../electron/protocol/little-endian.ts';
import { CLOCK_SYSVAR, RENT_SYSVAR } from '../../../../electron/protocol/programs.ts';
import { EPOCH_SCHEDULE_SYSVAR } from '../../../../electron/sim/ledger/sysvars.ts';
import type { Market } from '../../../../electron/sim/market.ts';
import { at, rpc, START_MS, withMarket } from '../market-fixture.ts';
import { pubsub } from '../pubsub-fixture.ts';

const dataOf = (value: unknown): Buffer => Buffer.from(String(at(value, 'data', 0)), 'base64');

async function account(market: Market, address: string, commitment = 'processed'): Promise<unknown> {
  const reply = await rpc(market, 'getAccountInfo', [address, { encoding: 'base64', commitment }]);
  return at(reply.result, 'value');
}

describe('the sysvar accounts', () => {
  it('tell slot, epoch and time of each block in the clock’s 40 bytes, as of the commitment asked for', () =>
    withMarket({ slotMs: 500 }, async (market) => {
      market.advanceSlots(10);
      const { slot } = market.chain.blockAt('processed');
      const clock = await account(market, CLOCK_SYSVAR);
      const data = dataOf(clock);
      expect(data).toHaveLength(40);
      expect(at(clock, 'lamports')).toBe(1_169_280);
      expect([0, 8, 16, 24, 32].map((offset) => Number(readU64(data, offset)))).toEqual([
        slot,
        START_MS / 1000,
        0,
        1,
        START_MS / 1000 + 5,
      ]);
      const confirmed = dataOf(await account(market, CLOCK_SYSVAR, 'confirmed'));
      expect(Number(readU64(confirmed, 0))).toBe(slot - 2);
    }));

  it('tell subscribers of the clock with every slot', () =>
    withMarket({ slotMs: 500 }, async (market) => {
      const client = await pubsub(market.wsUrl);
      const params = [CLOCK_SYSVAR, { commitment: 'processed', encoding: 'base64' }];
      const { result } = await client.call('accountSubscribe', params);
      market.advanceSlots(3);
      const notices = await client.notified(result, 3);
      const { slot } = market.chain.blockAt('processed');
      expect(notices.map((each) => Number(readU64(dataOf(at(each, 'value')), 0)))).toEqual([
        slot - 2,
        slot - 1,
        slot,
      ]);
    }));

  it('tell the rent and the epoch schedule as the methods of the RPC do', () =>
    withMarket({}, async (market) => {
      const rent = dataOf(await account(market, RENT_SYSVAR));
      const exempt = Number(readU64(rent, 0)) * rent.readDoubleLE(8) * (128 + 165);
      expect((await rpc(market, 'getMinimumBalanceForRentExemption', [165])).result).toBe(exempt);
      expect(rent).toHaveLength(17);
      const schedule = dataOf(await account(market, EPOCH_SCHEDULE_SYSVAR));
      expect(schedule).toHaveLength(33);
      expect((await rpc(market, 'getEpochSchedule')).result).toMatchObject({
        slotsPerEpoch: Number(readU64(schedule, 0)),
        warmup: false,
      });
    }));
});
