import { describe, expect, it } from 'vitest';
import { tradeLine } from '../../../electron/journal/trade-line.ts';
import { slot } from '../../../shared/units.ts';
import { soldOrder } from './sample-order.ts';

describe('the line of a trade', () => {
  it('has the latency from event to wire and its stages in milliseconds, amounts as text, and the slots behind', () => {
    expect(JSON.parse(tradeLine(soldOrder('BONK')))).toEqual({
      at: '2024-12-24T00:26:40.123Z',
      id: '12',
      side: 'sell',
      status: 'confirmed',
      trigger: 'exit-rule',
      pool: '58oQChx4yWmvKdwLLZzBi4ChoCc2fqCUWBkwMihLYQo2',
      symbol: 'BONK',
      token_decimals: 6,
      signature: '5sig',
      latency_ms: 1.149,
      stages_ms: { decode: 0.021, judge: 0.035, prepare: 0.04, sign: 0.048, send: 1.005 },
      amount_in: '9223372036854775808',
      expected_out: '130000000',
      min_out: '123500000',
      sends: 2,
      pool_slot: 310_000_000,
      landed_slot: 310_000_003,
      slots_behind: 3,
      landed_after_ms: 812,
      fill: {
        token_units: '9223372036854775808',
        sol_lamports: '129000000',
        source: 'chain',
        fee_lamports: '5000',
        tip_lamports: '0',
        rent_lamports: '-2039280',
        wallet_lamports: '131034280',
      },
      failure: null,
      note: null,
    });
  });

  it('leaves null what was not measured', () => {
    const order = { ...soldOrder('A'), stages: null, poolSlot: null, fill: null };
    const line = JSON.parse(tradeLine(order));
    expect(line).toMatchObject({ latency_ms: null, stages_ms: null, slots_behind: null, fill: null });
  });

  it('says why the chain refused it', () => {
    const failure = {
      code: 'slippage' as const,
      detail: 'custom program error: 0x1e',
      slot: slot(1),
      feeLamports: soldOrder('A').fill?.feeLamports ?? expect.unreachable(),
    };
    const line = JSON.parse(tradeLine({ ...soldOrder('A'), status: 'failed-onchain', failure }));
    expect(line.failure).toEqual({ code: 'slippage', detail: 'custom program error: 0x1e' });
  });

  it('is one line whatever the symbol holds', () => {
    const symbol = 'a\nb\r\u2028c\u2029"}';
    const text = tradeLine(soldOrder(symbol));
    expect(text.slice(0, -1)).not.toMatch(/[\n\r\u2028\u2029]/);
    expect(JSON.parse(text).symbol).toBe(symbol);
  });
});
