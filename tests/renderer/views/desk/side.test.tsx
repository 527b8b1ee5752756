// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { orderId } from '../../../../shared/order.ts';
import { lamports, unixMs } from '../../../../shared/units.ts';
import { CooldownsPanel } from '../../../../renderer/views/desk/side/cooldowns-panel.tsx';
import { LimitsPanel } from '../../../../renderer/views/desk/side/limits-panel.tsx';
import {
  PositionsPanel,
  openResult,
  sellingPools,
} from '../../../../renderer/views/desk/side/positions-panel.tsx';
import { shareOf } from '../../../../renderer/views/desk/side/share.ts';
import { WhyNotPanel, outcomeRows } from '../../../../renderer/views/desk/side/why-not-panel.tsx';
import { DEMO_NOW, demoAddress, demoDesk } from '../../support/demo-desk.ts';
import { fillHappyWindow } from '../../support/happy-window.ts';
import { button, renderOn } from '../../support/render.tsx';

describe('the limits', () => {
  it('show what is used of each, without the orders that have landed, and the loss as a positive amount', async () => {
    const day = { day: 1, spentLamports: lamports(420_000_000n), realizedLamports: lamports(-120_000_000n) };
    const [landed] = Object.values(demoDesk().liveOrders);
    if (landed === undefined) throw new Error('the demo desk has an order');
    const sent = { ...landed, id: orderId(99), status: 'sent' } as const;
    const liveOrders = { [landed.id]: landed, [sent.id]: sent };
    const { root } = await renderOn(demoDesk({ day, liveOrders }), <LimitsPanel />);
    const meters = [...root.querySelectorAll('[role="meter"]')].map((meter) =>
      meter.getAttribute('aria-valuetext'),
    );
    expect(meters).toEqual(['3 of 10', '1 of 3', '0.42 of 2.00 SOL', '0.12 of 0.50 SOL']);
    expect(root.textContent).toContain('1 queued');
  });

  it('count a limit of nothing as used up', () => {
    expect(shareOf(0, 0)).toBe(1);
    expect(shareOf(5n, 20n)).toBe(0.25);
  });
});

describe('the pools that cool down', () => {
  it('run down by the engine’s clock, the newest first', async () => {
    const { root, pass } = await renderOn(demoDesk(), <CooldownsPanel />);
    expect(root.querySelector('li')?.textContent).toBe('WATER4:51');
    pass(60_400);
    expect(root.querySelector('li')?.textContent).toBe('WATER3:51');
  });

  it('say why there is none', async () => {
    const { root } = await renderOn(demoDesk({ cooldowns: [] }), <CooldownsPanel />);
    expect(root.textContent).toContain('None was bought in the last 5 min.');
  });
});

describe('the positions', () => {
  beforeEach(() => fillHappyWindow());

  it('show the change with its sign, cost and value, age and rules', async () => {
    const { root } = await renderOn(demoDesk(), <PositionsPanel />);
    const rows = [...root.querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(rows[0]).toBe('FROG+61.2 %Sell0.1000.161TP 50 · SL 20 · 30 min04:12');
    expect(rows[2]).toContain('−8.9 %');
    expect(root.textContent).toContain('+0.059 SOL');
  });

  it('keep their value for as long as the chain is followed', async () => {
    const { root, pass } = await renderOn(demoDesk(), <PositionsPanel />);
    pass(7_000);
    expect(root.querySelector('li')?.dataset['stale']).toBe('false');
    expect(root.textContent).not.toContain(' old');
  });

  it('turn grey and tell their age when the chain is out of reach', async () => {
    const { chain, ...rest } = demoDesk();
    if (chain === null) throw new Error('the demo has a chain');
    const { root, pass } = await renderOn(
      { ...rest, chain: { ...chain, state: 'lost' } },
      <PositionsPanel />,
    );
    pass(7_000);
    expect(root.querySelector('li')?.dataset['stale']).toBe('true');
    expect(root.querySelector('li')?.textContent).toMatch(/(6\.9|7\.0) s old/);
  });

  it('are sold one by one, not twice, and not while halted', async () => {
    const { root, act, commands, setDesk, pass } = await renderOn(demoDesk(), <PositionsPanel />);
    await act(() => button(root, 'Sell all FROG').click());
    expect(commands).toEqual([{ kind: 'sell', pool: demoAddress('pool FROG') }]);
    setDesk((desk) => {
      const [order] = Object.values(desk.liveOrders);
      if (order === undefined) throw new Error('no order');
      const sell = { ...order, id: orderId(900), side: 'sell', pool: demoAddress('pool FROG') } as const;
      return { ...desk, liveOrders: { ...desk.liveOrders, [sell.id]: sell } };
    });
    pass(300);
    expect(button(root, 'FROG is being sold').disabled).toBe(true);
    setDesk((desk) => ({ ...desk, trading: { state: 'halted', sinceMs: unixMs(DEMO_NOW), cause: null } }));
    expect(button(root, 'Sell all KITE').disabled).toBe(true);
  });

  it('are all sold only after a second yes', async () => {
    const { root, act, commands } = await renderOn(demoDesk(), <PositionsPanel />);
    await act(() => button(root, 'Sell everything').click());
    expect(commands).toEqual([]);
    const dialog = document.querySelector('[role="alertdialog"]');
    if (dialog === null) throw new Error('no dialog');
    expect(dialog.textContent).toContain('all 3 open positions');
    await act(() => button(dialog, 'Sell everything').click());
    expect(commands).toEqual([{ kind: 'sell-everything' }]);
  });

  it('add up only what has a value', () => {
    const { positions, marks, liveOrders } = demoDesk();
    expect(openResult({ positions, marks: {} })).toBeNull();
    expect(openResult({ positions, marks })).toBe(59_050_000n);
    expect(sellingPools(liveOrders).size).toBe(0);
  });
});

describe('the reasons why not', () => {
  it('are ordered by count, with what was bought last', () => {
    const rows = outcomeRows({ bought: 99, skipped: 3, 'hourly-limit': 14, 'loss-cap': 3 });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['hourly-limit', 'loss-cap', 'skipped', 'bought']);
  });

  it('stand in plain words beside the number of pools seen', async () => {
    const { root } = await renderOn(demoDesk(), <WhyNotPanel />);
    expect(root.textContent).toContain('212 pools seen');
    expect(root.querySelector('li')?.textContent).toBe('too little liquidity96');
  });
});
