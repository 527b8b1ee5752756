import { describe, expect, it } from 'vitest';
import { DONE, declined, type Command, type CommandReply } from '../../../shared/commands.ts';
import { lamports } from '../../../shared/units.ts';
import { createActions } from '../../../renderer/store/actions.ts';
import { demoOffer, demoSettings } from '../support/demo-desk.ts';
import { fakeDesktop } from '../support/fake-desktop.ts';

const OFFER = demoOffer({ sequence: 5, symbol: 'WATER', name: null, liquidity: 84, leftMs: 9_000 });

function acting(onCommand: (command: Command) => CommandReply) {
  const desktop = fakeDesktop({ answers: [], onCommand });
  const told: string[] = [];
  return {
    desktop,
    told,
    actions: createActions(desktop.api, (title, why) => told.push(`${title} | ${why}`)),
  };
}

describe('the trader’s actions', () => {
  it('approve names the revision and the amount that the card showed', async () => {
    const { actions, desktop, told } = acting(() => DONE);
    await actions.approve({ ...OFFER, revision: 12 });
    expect(desktop.commands).toEqual([
      { kind: 'approve', offer: OFFER.id, revision: 12, shownOut: OFFER.now.expectedOut },
    ]);
    expect(told).toEqual([]);
  });

  it('tell a refusal in plain words, with the pool’s name', async () => {
    const refusal = {
      code: 'too-little-liquidity',
      foundLamports: lamports(2_100_000_000n),
      askedLamports: lamports(20_000_000_000n),
    } as const;
    const { actions, told } = acting(() => declined({ code: 'refused', refusal }));
    expect((await actions.approve(OFFER)).ok).toBe(false);
    expect(told).toEqual(['WATER: not bought | Liquidity 2.1 SOL, you ask for 20.0.']);
  });

  it('tell that the desk did not answer instead of failing silently', async () => {
    const { actions, told } = acting(() => {
      throw new Error('the channel is closed');
    });
    await actions.kill('button');
    expect(told).toEqual([
      'The stop was not confirmed | The request did not go through: the channel is closed',
    ]);
  });

  it('leave the problems of settings to the sheet', async () => {
    const { actions, told } = acting(() => declined({ code: 'journal-failed', message: 'disk full' }));
    expect((await actions.changeSettings(demoSettings)).ok).toBe(false);
    expect(told).toEqual([]);
  });
});
