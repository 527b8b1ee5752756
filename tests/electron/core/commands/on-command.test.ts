import { describe, expect, it } from 'vitest';
import { bps, lamports } from '../../../../shared/units.ts';
import { CoreDesk } from '../../../support/desk.ts';
import { fullListing, SETTINGS, settingsWith, sol } from '../../../support/pools.ts';

describe('a change of settings', () => {
  it('is told and holds from then on', () => {
    const desk = new CoreDesk();
    const settings = settingsWith({ buyLamports: sol(0.2) });
    expect(desk.command({ kind: 'change-settings', settings })).toEqual({ ok: true });
    expect(desk.state.ledger.settings).toEqual(settings);
    expect(desk.desk.settings).toEqual(settings);
    desk.list(fullListing(1));
    expect(desk.events.findLast(({ kind }) => kind === 'order-reserved')).toMatchObject({
      ticket: { amountIn: sol(0.2) },
    });
  });

  it('out of range is declined as a whole, naming every value', () => {
    const desk = new CoreDesk();
    const settings = settingsWith({
      buyLamports: lamports(0n),
      slippageBps: bps(5_001),
      maxTradesPerHour: 3,
    });
    expect(desk.command({ kind: 'change-settings', settings })).toEqual({
      ok: false,
      problem: {
        code: 'settings-out-of-range',
        problems: [
          { setting: 'buyLamports', value: '0', allowed: '0.001 to 100 SOL' },
          { setting: 'slippageBps', value: '5001', allowed: '0.01 % to 50 %' },
        ],
      },
    });
    expect(desk.state.ledger.settings).toEqual(SETTINGS);
  });

  it('survives a restart', () => {
    const desk = new CoreDesk();
    const settings = settingsWith({ maxTradesPerHour: 1 });
    desk.command({ kind: 'change-settings', settings });
    desk.restart();
    expect(desk.state.ledger.settings).toEqual(settings);
  });
});

describe('a command that nobody knows', () => {
  it('is a broken rule', () => {
    expect(() => new CoreDesk().command({ kind: 'dance' } as never)).toThrow('unexpected command');
  });
});
