// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { orderId } from '../../../../shared/order.ts';
import { LastOrderPanel } from '../../../../renderer/views/desk/latency/last-order-panel.tsx';
import { LatencyPanel } from '../../../../renderer/views/desk/latency/latency-panel.tsx';
import { demoDesk } from '../../support/demo-desk.ts';
import { fillHappyWindow } from '../../support/happy-window.ts';
import { press, renderOn } from '../../support/render.tsx';

describe('event to wire', () => {
  beforeEach(() => fillHappyWindow());

  it('shows dashes and plain words before the first order', async () => {
    const desk = demoDesk({ latencies: [], landingsMs: [], slotsBehind: [] });
    const { root } = await renderOn(desk, <LatencyPanel />);
    expect(root.querySelectorAll('dd')).toHaveLength(5);
    for (const figure of root.querySelectorAll('dd')) expect(figure.textContent).toMatch(/^–no /);
    expect(root.textContent).toContain('No order was sent yet: the first one draws the chart.');
  });

  it('shows the exact percentiles of what was measured', async () => {
    const { root } = await renderOn(demoDesk(), <LatencyPanel />);
    const figures = [...root.querySelectorAll('dd')].map(({ textContent }) => textContent);
    expect(figures.slice(3)).toEqual(['412ms', '1']);
    expect(figures[0]).toMatch(/^0\.\d\dms$/);
  });

  it('lets the arrows walk from the newest order back, and Escape end it', async () => {
    const { root, act, cockpit } = await renderOn(demoDesk(), <LatencyPanel />);
    const chart = root.querySelector<HTMLElement>('[role="slider"]');
    chart?.focus();
    await act(() => press('ArrowLeft'));
    expect(cockpit.screen.getState().pointedOrder).toBe(orderId(214));
    await act(() => press('ArrowLeft'));
    expect(cockpit.screen.getState().pointedOrder).toBe(orderId(213));
    expect(chart?.getAttribute('aria-valuetext')).toMatch(/^order 213, KITE, 0\.\d\d milliseconds$/);
    await act(() => press('Escape'));
    expect(cockpit.screen.getState().pointedOrder).toBeNull();
  });
});

describe('the last order', () => {
  beforeEach(() => fillHappyWindow());

  it('is drawn stage by stage with its lanes and its outcome', async () => {
    const { root } = await renderOn(demoDesk(), <LastOrderPanel />);
    const stages = [...root.querySelectorAll('ol > li > :first-child')].map(({ textContent }) => textContent);
    expect(stages).toEqual(['decode', 'judge', 'prepare', 'sign', 'journal + send ×3']);
    for (const words of [
      '#214 WATER buy',
      'landed, 1 slot behind, 412 ms',
      'Helius Sender9 ms',
      'RPCerror',
    ]) {
      expect(root.textContent).toContain(words);
    }
  });

  it('gives way to the order that is pointed at, even when only its times are left', async () => {
    const { root, act, cockpit } = await renderOn(demoDesk(), <LastOrderPanel />);
    await act(() => cockpit.screen.setState({ pointedOrder: orderId(150) }));
    expect(root.textContent).toContain('#150');
    expect(root.textContent).toContain('what became of it is no longer kept');
  });

  it('tells the fee, the tip and the rent, and marks a fill that did not happen on the chain', async () => {
    const { root, setDesk, pass } = await renderOn(demoDesk(), <LastOrderPanel />);
    expect(root.textContent).toContain('fee 0.0000125 · tip 0.001 · rent 0.00204 SOL');
    expect(root.textContent).not.toContain('simulated');
    const id = orderId(214);
    for (const source of ['simulated', 'quoted'] as const) {
      setDesk((desk) => {
        const order = desk.liveOrders[id];
        if (order === undefined || order.fill === null) throw new Error('the demo order has no fill');
        return { ...desk, liveOrders: { [id]: { ...order, fill: { ...order.fill, source } } } };
      });
      pass(300);
      expect(root.textContent).toContain(`SOL${source}`);
    }
  });

  it('says that there is none yet', async () => {
    const { root } = await renderOn(demoDesk({ lastSentOrder: null }), <LastOrderPanel />);
    expect(root.textContent).toContain('No order was sent yet in this session.');
  });
});
